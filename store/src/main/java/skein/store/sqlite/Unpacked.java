package skein.store.sqlite;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/// Reads what [Packed] wrote. Confined. `IndexOutOfBoundsException` where the bytes end too early.
final class Unpacked {
  private final byte[] bytes;
  private int at;

  Unpacked(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean isAtEnd() {
    return at == bytes.length;
  }

  long number() {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[at++];
      number |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }

  int count() {
    long count = number();
    return Objects.checkIndex(Math.toIntExact(count), bytes.length + 1);
  }

  long signed() {
    long number = number();
    return (number >>> 1) ^ -(number & 1);
  }

  long eight() {
    long bits = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bits = bits << 8 | (bytes[at++] & 0xFF);
    }
    return bits;
  }

  String text() {
    int from = skip(count());
    return new String(bytes, from, at - from, StandardCharsets.UTF_8);
  }

  byte[] blob() {
    return raw(count());
  }

  byte[] raw(int count) {
    int from = skip(count);
    return Arrays.copyOfRange(bytes, from, at);
  }

  private int skip(int count) {
    int from = Objects.checkFromIndexSize(at, count, bytes.length);
    at += count;
    return from;
  }
}
