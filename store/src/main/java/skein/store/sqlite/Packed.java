package skein.store.sqlite;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing row of bytes: numbers as varints (7 bits a byte, least first), texts and blobs with
/// their length in front. Confined.
final class Packed {
  private byte[] bytes = new byte[256];
  private int length;

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  /// A number from 0; as unsigned if negative.
  void number(long number) {
    reserve(10);
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /// A number of either sign.
  void signed(long number) {
    number((number << 1) ^ (number >> 63));
  }

  void eight(long bits) {
    reserve(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (bits >>> shift);
    }
  }

  void text(String text) {
    blob(text.getBytes(StandardCharsets.UTF_8));
  }

  void blob(byte[] blob) {
    number(blob.length);
    raw(blob);
  }

  void raw(byte[] raw) {
    reserve(raw.length);
    System.arraycopy(raw, 0, bytes, length, raw.length);
    length += raw.length;
  }

  private void reserve(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
    }
  }
}
