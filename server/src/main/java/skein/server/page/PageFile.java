package skein.server.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import skein.core.value.Bytes;

/// One file of the page: its bytes, what they are, and the tag that names them. Immutable.
record PageFile(Bytes bytes, String mediaType, String tag) {
  private static final int TAG_CHARACTERS = 22;

  /// Reads a file that was built into this package.
  static PageFile read(String name) {
    try (InputStream in = PageFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "the page's file " + name + " is not in the build; make it with web/build");
      }
      Bytes bytes = Bytes.of(in.readAllBytes());
      String hash = Bytes.sha256(bytes).base64url().substring(0, TAG_CHARACTERS);
      return new PageFile(bytes, mediaType(name), '"' + hash + '"');
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the page's file " + name, e);
    }
  }

  private static String mediaType(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("no media type for '" + name + "'");
    };
  }
}
