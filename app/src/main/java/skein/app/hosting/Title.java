package skein.app.hosting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import skein.store.blobs.Reference;

/// What an app's index page calls itself.
record Title(Content content) {
  private static final int LOOK_BYTES = 8 << 10;
  private static final int MAX_CHARACTERS = 100;
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]{0,100}>([^<]{1,400})<", Pattern.CASE_INSENSITIVE);

  /// As plain text; empty if the page is not here, or has no title at its beginning.
  Optional<String> text() {
    Optional<InputStream> page =
        content.at(Content.INDEX).map(Reference::sha256).flatMap(content.blobs()::open);
    if (page.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = page.get()) {
      Matcher found = TITLE.matcher(new String(in.readNBytes(LOOK_BYTES), StandardCharsets.UTF_8));
      return found.find() ? Optional.of(tidy(found.group(1))) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the app's index page cannot be read", e);
    }
  }

  private static String tidy(String title) {
    String line = title.replaceAll("[\\p{C}\\s]+", " ").replace("&amp;", "&").strip();
    return line.codePointCount(0, line.length()) <= MAX_CHARACTERS
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MAX_CHARACTERS));
  }
}
