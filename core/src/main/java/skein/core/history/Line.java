package skein.core.history;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import skein.core.value.Bytes;

/// The only framing: `header JSON <TAB> body JSON <LF>`, in files and over every connection. A body
/// is kept as the bytes that its author wrote, whatever they are.
public record Line(Header header, Bytes body) {
  /// The longest run of lines, and of their bytes, without a signature.
  public static final int MAX_GROUP_LINES = 256;

  public static final int MAX_GROUP_BYTES = 2 << 20;

  /// The longest line, in bytes, with its line feed.
  public static final int MAX_BYTES = Header.MAX_BYTES + Body.MAX_BYTES + 2;

  public Line {
    if (body.length() > Body.MAX_BYTES) {
      throw new IllegalArgumentException(
          "the body has " + body.length() + " bytes, the limit is " + Body.MAX_BYTES);
    }
    if (header.withheld() != null && !body.isEmpty()) {
      throw new IllegalArgumentException("a withheld line has a body");
    }
  }

  /// Reads one line, without its line feed; `IllegalArgumentException` says what is wrong.
  public static Line parse(byte[] line) {
    requireOneLine(line);
    int tab = 0;
    while (tab < line.length && line[tab] != '\t') {
      tab++;
    }
    if (tab == line.length) {
      throw new IllegalArgumentException("the line has no tab between header and body");
    }
    if (tab > Header.MAX_BYTES) {
      throw new IllegalArgumentException(
          "the header has " + tab + " bytes, the limit is " + Header.MAX_BYTES);
    }
    Header header = Header.parse(Arrays.copyOf(line, tab));
    return new Line(header, Bytes.of(Arrays.copyOfRange(line, tab + 1, line.length)));
  }

  private static void requireOneLine(byte[] line) {
    for (int i = 0; i < line.length; i++) {
      if (line[i] == '\n') {
        throw new IllegalArgumentException("the line has a line feed at byte " + i);
      }
    }
  }

  /// SHA-256 of its body, also where the body is withheld. Not for a run.
  public Bytes bodyHash() {
    return header.withheld() instanceof Header.OneBody(Bytes hash) ? hash : Bytes.sha256(body);
  }

  /// Its bytes, with the line feed.
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length() + 256);
    out.writeBytes(header.json());
    out.write('\t');
    out.writeBytes(body.toArray());
    out.write('\n');
    return out.toByteArray();
  }
}
