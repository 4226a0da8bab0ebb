package skein.app.csv;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Splits the bytes of a CSV file into rows (RFC 4180; CRLF, LF or CR end a row outside quotes).
///
/// A quote opens a cell only as its first byte; elsewhere in an unquoted cell it is text. When a
/// quoted cell is closed and something other than a comma or a line end follows, or when it is not
/// closed at all, the row is refused and reading goes on at the line after the one in which that
/// cell began: a stray quote costs one row, not all that follow. Only when more than
/// [CsvReader#ROW_LIMIT_BYTES] lie between is that impossible; the refusal then says which lines
/// were not read. Confined.
final class RowSplitter {
  private enum State {
    START,
    PLAIN,
    QUOTED,
    CLOSED
  }

  private final ByteWindow window;
  private final Charset charset;
  private long line = 1;
  private long column;

  /// The cell being read: where it began, and the line after that one, 0 while not yet reached.
  private long cellLine;

  private long cellColumn;
  private long cellOffset;
  private long resumeOffset;
  private long resumeLine;

  RowSplitter(InputStream in, Charset charset) {
    this.window = new ByteWindow(in, CsvReader.ROW_LIMIT_BYTES);
    this.charset = charset;
  }

  /// Skips the byte order mark of UTF-8, and tells whether it was there.
  boolean skipByteOrderMark() {
    if (window.peek() != 0xEF) {
      return false;
    }
    var is = window.next() == 0xEF && window.next() == 0xBB && window.next() == 0xBF;
    if (!is) {
      window.rewind(0);
    }
    return is;
  }

  /// The next row, blank ones too; null at the end of the file.
  @Nullable RawRow next() {
    window.mark();
    if (window.peek() < 0) {
      return null;
    }
    var rowLine = line;
    var rowOffset = window.offset();
    var state = State.START;
    Row.@Nullable Bad tooLong = null;
    beginCell();
    while (true) {
      var value = window.peek();
      if (value < 0 ? state == State.QUOTED : state == State.CLOSED && !mayFollowQuote(value)) {
        return misquoted(value);
      }
      var ends = value < 0 || (state != State.QUOTED && (value == '\n' || value == '\r'));
      if (tooLong == null && (ends || (value == ',' && state != State.QUOTED))) {
        tooLong = tooLong();
      }
      if (ends) {
        return finish(rowLine, tooLong, rowOffset);
      }
      take();
      state = after(state, value);
      if (state == State.START) {
        beginCell();
      }
    }
  }

  private static boolean mayFollowQuote(int value) {
    return value == ',' || value == '"' || value == '\n' || value == '\r';
  }

  private static State after(State state, int value) {
    return switch (state) {
      case START -> value == '"' ? State.QUOTED : value == ',' ? State.START : State.PLAIN;
      case PLAIN -> value == ',' ? State.START : State.PLAIN;
      case QUOTED -> value == '"' ? State.CLOSED : State.QUOTED;
      case CLOSED -> value == '"' ? State.QUOTED : State.START;
    };
  }

  private void beginCell() {
    cellLine = line;
    cellColumn = column + 1;
    cellOffset = window.offset();
    resumeLine = 0;
  }

  /// Takes one byte and keeps count of lines and columns; CR LF is one line end.
  private void take() {
    var value = window.next();
    if (value == '\n' || (value == '\r' && window.peek() != '\n')) {
      line++;
      column = 0;
      if (resumeLine == 0) {
        resumeLine = line;
        resumeOffset = window.offset();
      }
    } else if (RowText.startsCharacter(value, charset)) {
      column++;
    }
  }

  private RawRow finish(long rowLine, Row.@Nullable Bad tooLong, long rowOffset) {
    var length = window.offset() - rowOffset;
    var forgotten = length > CsvReader.ROW_LIMIT_BYTES || window.isForgotten();
    var text = forgotten ? new byte[0] : window.sinceMark();
    takeLineEnd();
    if (tooLong != null) {
      return RawRow.refused(tooLong);
    }
    return forgotten
        ? RawRow.refused(
            new Row.Bad(
                rowLine,
                1,
                rowOffset,
                "the row has " + length + " bytes; the limit is " + CsvReader.ROW_LIMIT_BYTES))
        : RawRow.whole(rowLine, text, rowOffset);
  }

  private Row.@Nullable Bad tooLong() {
    var length = window.offset() - cellOffset;
    return length <= CsvReader.CELL_LIMIT_BYTES
        ? null
        : badCell(
            "the cell has "
                + length
                + " bytes; the limit is "
                + CsvReader.CELL_LIMIT_BYTES
                + " (1 MiB)");
  }

  private Row.Bad badCell(String reason) {
    return new Row.Bad(cellLine, (int) Math.min(cellColumn, Integer.MAX_VALUE), cellOffset, reason);
  }

  /// Refuses the row for its quotes and goes to where the next one can be looked for.
  private RawRow misquoted(int value) {
    var what =
        value < 0
            ? "the quote that begins here is never closed"
            : "the quote that begins here ends at line " + line + " before a cell's end";
    var lost = resumeLine != 0 && window.isForgotten();
    if (lost) {
      skipLine();
    } else if (resumeLine == 0) {
      skipLine();
      return RawRow.refused(badCell(what));
    } else {
      window.rewind(resumeOffset);
      line = resumeLine;
      column = 0;
    }
    var last = column > 0 ? line : line - 1;
    var goesOn = lost ? "; lines " + resumeLine + " to " + last + " were not read" : "";
    return RawRow.refused(badCell(what + goesOn));
  }

  private void skipLine() {
    while (window.peek() >= 0 && window.peek() != '\n' && window.peek() != '\r') {
      take();
    }
    takeLineEnd();
  }

  private void takeLineEnd() {
    if (window.peek() == '\r') {
      take();
      if (window.peek() == '\n') {
        take();
      }
    } else if (window.peek() == '\n') {
      take();
    }
  }

  static boolean isUtf8(Charset charset) {
    return charset.equals(StandardCharsets.UTF_8);
  }
}
