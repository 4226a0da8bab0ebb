package skein.sync.posts;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import skein.core.post.Offer;
import skein.core.post.Post;
import skein.core.post.PostId;
import skein.core.post.PostIndex;
import skein.core.post.RangeSum;
import skein.core.post.Rank;
import skein.core.post.Scope;
import skein.core.post.Score;
import skein.core.post.Work;
import skein.core.value.Bytes;
import skein.core.value.SpaceId;

/// Reads whatever bytes come, and says what is wrong with them. The inverse of [Encoding].
final class Decoding {
  private final ByteBuffer in;

  private Decoding(ByteBuffer in) {
    this.in = in;
  }

  /// What bytes turned out to be.
  sealed interface Decoded {
    /// A message; `number` counts from 0 within its session and direction.
    record Read(int number, Message message) implements Decoded {}

    /// No message.
    record Malformed(String reason) implements Decoded {}
  }

  static Decoded read(byte[] bytes) {
    if (bytes.length > Limits.MAX_MESSAGE_BYTES) {
      return new Decoded.Malformed(
          "the message has " + bytes.length + " bytes, the limit is " + Limits.MAX_MESSAGE_BYTES);
    }
    Decoding decoding = new Decoding(ByteBuffer.wrap(bytes));
    try {
      byte kind = decoding.in.get();
      int number = decoding.in.getInt();
      Message message = decoding.message(kind);
      return decoding.in.hasRemaining()
          ? new Decoded.Malformed("there are bytes after the message")
          : new Decoded.Read(number, message);
    } catch (BufferUnderflowException e) {
      return new Decoded.Malformed("the message is cut off");
    } catch (IllegalArgumentException e) {
      return new Decoded.Malformed(String.valueOf(e.getMessage()));
    }
  }

  private Message message(byte kind) {
    return switch (kind) {
      case Encoding.HELLO -> hello();
      case Encoding.TURN ->
          new Message.Turn(
              flag(),
              many(this::claim),
              many(() -> bytes(PostIndex.PREFIX_BYTES)),
              many(this::offer));
      case Encoding.DONE -> new Message.Done();
      case Encoding.REFUSE ->
          new Message.Refuse(bytes(Math.min(in.remaining(), Limits.MAX_REASON_BYTES)).display());
      default -> throw new IllegalArgumentException("no message begins with the byte " + kind);
    };
  }

  private Message hello() {
    int format = in.get();
    if (format != Encoding.FORMAT) {
      throw new IllegalArgumentException(
          "the other side speaks version %d of the spreading of posts, this is %d"
              .formatted(format, Encoding.FORMAT));
    }
    return new Message.Hello(
        SpaceId.of(bytes(Limits.SPACE_BYTES).toArray()),
        bytes(Limits.SALT_BYTES),
        scope(),
        many(this::claim));
  }

  private Scope scope() {
    int largest = in.getInt();
    long latest = in.getLong();
    return new Scope(flag() ? Optional.of(rank()) : Optional.empty(), largest, latest);
  }

  private Rank rank() {
    return new Rank(new Score(in.getLong()), id());
  }

  private PostId id() {
    return new PostId(bytes(PostId.BYTES));
  }

  private Claim claim() {
    Claim.Range range = new Claim.Range(bound(), bound());
    byte kind = in.get();
    return switch (kind) {
      case Encoding.SUMMED ->
          new Claim.Summed(range, new RangeSum(in.getInt(), bytes(RangeSum.FINGERPRINT_BYTES)));
      case Encoding.LISTED -> new Claim.Listed(range, many(this::known));
      default -> throw new IllegalArgumentException("no claim is of the kind " + kind);
    };
  }

  private Claim.Known known() {
    return new Claim.Known(bytes(PostIndex.PREFIX_BYTES), Work.of(in.getLong()));
  }

  private Bytes bound() {
    int length = Byte.toUnsignedInt(in.get());
    if (length > PostId.BYTES) {
      throw new IllegalArgumentException("a bound has " + length + " bytes, the limit is 32");
    }
    return bytes(length);
  }

  private Offer offer() {
    byte kind = in.get();
    Work work = Work.of(in.getLong());
    return switch (kind) {
      case Encoding.WHOLE -> new Offer.Whole(new Post(bytes(in.getInt())), work);
      case Encoding.RAISE -> new Offer.Raise(id(), work);
      default -> throw new IllegalArgumentException("no offer is of the kind " + kind);
    };
  }

  private boolean flag() {
    byte flag = in.get();
    if (flag != 0 && flag != 1) {
      throw new IllegalArgumentException("a flag is 0 or 1, not " + flag);
    }
    return flag == 1;
  }

  private Bytes bytes(int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return Bytes.of(bytes);
  }

  /// Each takes a byte or more: so the message bounds how many there can be.
  private <T> List<T> many(Supplier<T> one) {
    int count = in.getInt();
    if (count < 0 || count > in.remaining()) {
      throw new BufferUnderflowException();
    }
    List<T> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(one.get());
    }
    return all;
  }
}
