package skein.app.csv;

import java.util.Optional;

/// The bytes of one row, without its line end, and what is already known to be wrong with it.
///
/// @param line the physical line at which the row begins, from 1
/// @param offset the byte of the file at which it begins
/// @param text its bytes; empty if there is a fault
record RawRow(long line, Bytes text, long offset, Optional<Row.Bad> fault) {

  /// Bytes that nobody else writes to.
  static final class Bytes {
    private final byte[] held;

    Bytes(byte[] held) {
      this.held = held;
    }

    byte[] held() {
      return held;
    }
  }

  static RawRow whole(long line, byte[] text, long offset) {
    return new RawRow(line, new Bytes(text), offset, Optional.empty());
  }

  static RawRow refused(Row.Bad fault) {
    return new RawRow(fault.line(), new Bytes(new byte[0]), fault.offset(), Optional.of(fault));
  }

  boolean isBlank() {
    return fault.isEmpty() && text.held().length == 0;
  }
}
