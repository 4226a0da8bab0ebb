package skein.server.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import skein.core.value.Bytes;
import skein.server.http.Answer;
import skein.server.http.Request;

/// One file of a page: its bytes, what they are, and the tag that names them. Immutable.
public record PageFile(Bytes bytes, String mediaType, String tag) {
  private static final int TAG_CHARACTERS = 22;

  /// Reads a file that was built in beside a class of this module.
  public static PageFile read(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
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

  /// It as an answer, unless whoever asks has it already.
  ///
  /// @param policy what it may do in a browser (Content-Security-Policy)
  public Answer answer(Request request, String policy) {
    boolean known = request.header("If-None-Match").filter(tag::equals).isPresent();
    Answer answer = known ? Answer.empty(304) : Answer.bytes(200, mediaType, bytes.toArray());
    return answer
        .with("ETag", tag)
        .with("Cache-Control", "no-cache")
        .with("Content-Security-Policy", policy);
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
