package skein.app.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import skein.core.value.Value;
import skein.server.shape.LooseJson;
import skein.server.shape.NotJson;

/// The lines of a file that holds one JSON object a line, of any size in bounded memory.
///
/// A line ends with LF or CR LF; the last one need not. Blank lines are passed over, the byte order
/// mark is skipped. A line is refused if it is not UTF-8, no JSON object (see [LooseJson]), or over
/// [CsvReader#ROW_LIMIT_BYTES]; the others go on. Confined to one thread.
public final class NdjsonRows implements Iterator<NdjsonRow>, AutoCloseable {
  private final InputStream in;
  private final ByteWindow window;
  private long line;
  private @Nullable NdjsonRow ahead;

  /// @param in is read ahead, and closed by [#close]
  public NdjsonRows(InputStream in) {
    this.in = in;
    this.window = new ByteWindow(in, CsvReader.ROW_LIMIT_BYTES);
  }

  @Override
  public boolean hasNext() {
    while (ahead == null && window.peek() >= 0) {
      ahead = read();
    }
    return ahead != null;
  }

  @Override
  public NdjsonRow next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException("the file has no further line");
    }
    var row = ahead;
    ahead = null;
    return row;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing the input failed", e);
    }
  }

  /// The next line; null if it is blank.
  private @Nullable NdjsonRow read() {
    line++;
    if (line == 1) {
      skipByteOrderMark();
    }
    window.mark();
    var offset = window.offset();
    while (window.peek() >= 0 && window.peek() != '\n') {
      window.next();
    }
    var length = window.offset() - offset;
    var bytes = window.isForgotten() ? new byte[0] : window.sinceMark();
    window.next();
    if (length > CsvReader.ROW_LIMIT_BYTES) {
      var reason = "the line has " + length + " bytes; the limit is " + CsvReader.ROW_LIMIT_BYTES;
      return new NdjsonRow.Bad(new Row.Bad(line, 1, offset, reason));
    }
    return checked(RawRow.whole(line, bytes, offset));
  }

  private void skipByteOrderMark() {
    if (window.peek() == 0xEF) {
      var is = window.next() == 0xEF && window.next() == 0xBB && window.next() == 0xBF;
      if (!is) {
        window.rewind(0);
      }
    }
  }

  private @Nullable NdjsonRow checked(RawRow raw) {
    return switch (RowText.of(raw, StandardCharsets.UTF_8)) {
      case RowText.Malformed malformed -> new NdjsonRow.Bad(malformed.fault());
      case RowText.Decoded decoded -> decoded.text().isBlank() ? null : parsed(raw, decoded.text());
    };
  }

  private static NdjsonRow parsed(RawRow raw, String text) {
    try {
      return LooseJson.parse(text, LooseJson.Inexact.REFUSED) instanceof Value.Obj object
          ? new NdjsonRow.Good(raw.line(), object.fields(), text.length())
          : bad(raw, text, 0, "the line is no JSON object");
    } catch (NotJson e) {
      return bad(raw, text, e.character(), String.valueOf(e.getMessage()));
    }
  }

  private static NdjsonRow bad(RawRow raw, String text, int character, String reason) {
    String before = text.substring(0, Math.min(character, text.length()));
    long offset = raw.offset() + before.getBytes(StandardCharsets.UTF_8).length;
    int column = before.codePointCount(0, before.length()) + 1;
    return new NdjsonRow.Bad(new Row.Bad(raw.line(), column, offset, reason));
  }
}
