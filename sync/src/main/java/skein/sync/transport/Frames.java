package skein.sync.transport;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import skein.sync.exchange.Session;

/// Messages one after another in one body: each its length, four bytes with the highest first, then
/// itself (spec/exchange.md, "Over HTTP").
public final class Frames {
  /// The most messages in one body.
  public static final int MAX_MESSAGES = 64;

  /// The longest body, in bytes: two of the longest messages.
  public static final int MAX_BYTES = 2 * (Session.MAX_MESSAGE_BYTES + Integer.BYTES);

  private Frames() {}

  /// The messages as one body; the caller holds the limits.
  public static byte[] join(List<byte[]> messages) {
    int length = messages.stream().mapToInt(message -> Integer.BYTES + message.length).sum();
    ByteBuffer body = ByteBuffer.allocate(length);
    messages.forEach(message -> body.putInt(message.length).put(message));
    return body.array();
  }

  /// The messages of a body that came from outside.
  ///
  /// @throws IllegalArgumentException says what is wrong with it
  public static List<byte[]> split(byte[] body) {
    if (body.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "the body has " + body.length + " bytes, the limit is " + MAX_BYTES);
    }
    List<byte[]> messages = new ArrayList<>();
    ByteBuffer rest = ByteBuffer.wrap(body);
    while (rest.hasRemaining()) {
      if (messages.size() == MAX_MESSAGES) {
        throw new IllegalArgumentException("over " + MAX_MESSAGES + " messages in one body");
      }
      int length = rest.remaining() < Integer.BYTES ? -1 : rest.getInt();
      if (length < 0 || length > rest.remaining()) {
        throw new IllegalArgumentException(
            "message " + messages.size() + " of the body does not end within it");
      }
      byte[] message = new byte[length];
      rest.get(message);
      messages.add(message);
    }
    return messages;
  }
}
