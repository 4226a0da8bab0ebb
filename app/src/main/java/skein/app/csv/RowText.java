package skein.app.csv;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The text of a row: decoded strictly, so that a byte that is not of the charset refuses the row.
///
/// Java's windows-1252 leaves the bytes 81, 8D, 8F, 90 and 9D undefined, as its specification does;
/// a row with one of them is refused like any other malformed row.
sealed interface RowText {

  /// Every byte was of the charset.
  record Decoded(String text) implements RowText {}

  /// The first byte that was not.
  record Malformed(Row.Bad fault) implements RowText {}

  /// Decodes a row; a NUL is refused too, as no text has it.
  static RowText of(RawRow row, Charset charset) {
    var bytes = row.text().held();
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length);
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var failed = decoder.decode(in, out, true).isError();
    var text = out.flip().toString();
    var nul = nulIn(bytes, failed ? in.position() : bytes.length);
    if (nul >= 0) {
      return new Malformed(fault(row, nul, charset, "is NUL, which no text has"));
    }
    if (failed) {
      return new Malformed(fault(row, in.position(), charset, "is not " + named(charset)));
    }
    return new Decoded(text);
  }

  private static int nulIn(byte[] bytes, int end) {
    for (var i = 0; i < end; i++) {
      if (bytes[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  private static String named(Charset charset) {
    return charset.equals(StandardCharsets.UTF_8)
        ? "UTF-8; try --encoding cp1252"
        : charset.name() + "; try --encoding latin1";
  }

  private static Row.Bad fault(RawRow row, int at, Charset charset, String what) {
    var bytes = row.text().held();
    var line = row.line();
    var lineStart = 0;
    for (var i = 0; i < at; i++) {
      var next = bytes[i + 1];
      if (bytes[i] == '\n' || (bytes[i] == '\r' && next != '\n')) {
        line++;
        lineStart = i + 1;
      }
    }
    var column = 1;
    for (var i = lineStart; i < at; i++) {
      column += startsCharacter(bytes[i], charset) ? 1 : 0;
    }
    var offset = row.offset() + at;
    var hex = String.format(Locale.ROOT, "0x%02X", bytes[at] & 0xFF);
    return new Row.Bad(line, column, offset, "byte " + hex + " at offset " + offset + " " + what);
  }

  /// Whether a character begins with this byte; in UTF-8 the bytes 80 to BF go on with one.
  static boolean startsCharacter(int value, Charset charset) {
    return (value & 0xC0) != 0x80 || !charset.equals(StandardCharsets.UTF_8);
  }
}
