package skein.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of some bytes that a request asks for with `Range` (RFC 9110, 14.2): one range that
/// begins somewhere; others are passed over, as they may be. The first and the last byte are
/// counted from 0; `first` may be `last` + 1.
public record Part(Edge first, Edge last) {
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{0,18})");
  private static final int BUFFER_BYTES = 1 << 16;

  /// The place of a byte.
  public record Edge(long at) {}

  /// Opens the bytes; the caller closes them.
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  private long length() {
    return last.at - first.at + 1;
  }

  /// The bytes, or the part of them that is asked for: 200, 206, or 416 if it begins beyond the
  /// end.
  ///
  /// @param size how many there are
  public static Answer answer(
      Request request, long size, Map<String, String> headers, Source source) {
    Part whole = new Part(new Edge(0), new Edge(size - 1));
    Optional<Part> wanted = request.header("Range").flatMap(range -> parse(range, whole));
    if (wanted.isPresent() && wanted.get().length() <= 0) {
      return new Problem(416, "there are only " + size + " bytes")
          .answer()
          .with("Content-Range", "bytes */" + size);
    }
    Part part = wanted.orElse(whole);
    Answer answer =
        new Answer(
                wanted.isPresent() ? 206 : 200,
                headers,
                new Answer.Body.Streamed(out -> part.write(source, out), part.length()))
            .with("Accept-Ranges", "bytes");
    return wanted.isEmpty()
        ? answer
        : answer.with("Content-Range", "bytes " + part.first.at + "-" + part.last.at + "/" + size);
  }

  private static Optional<Part> parse(String range, Part whole) {
    Matcher matcher = RANGE.matcher(range.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long first = Long.parseLong(matcher.group(1));
    boolean open = matcher.group(2).isEmpty();
    long last = open ? whole.last.at : Long.parseLong(matcher.group(2));
    return !open && last < first
        ? Optional.empty()
        : Optional.of(new Part(new Edge(first), new Edge(Math.min(last, whole.last.at))));
  }

  private void write(Source source, OutputStream out) throws IOException {
    try (InputStream in = source.open()) {
      in.skipNBytes(first.at);
      byte[] buffer = new byte[BUFFER_BYTES];
      long left = length();
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          throw new IOException("what is read has become shorter");
        }
        out.write(buffer, 0, count);
        left -= count;
      }
    }
  }
}
