package skein.core.history;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import skein.core.record.Dot;
import skein.core.record.Mark;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.core.value.SpaceId;

/// A place in a replica's chain: the sequence and the chain hash there (spec/encoding.md). The
/// chain proves that everybody has the same history of a replica.
public record Chain(ReplicaId replica, long seq, Bytes hash) {
  private static final Bytes START = Bytes.ofText("skein/1 chain");
  private static final Bytes HEAD = Bytes.ofText("skein/1 head");

  /// The place before the first line. `grant`: the bytes of the grant, empty for none.
  public static Chain start(SpaceId space, ReplicaId replica, Bytes grant) {
    Bytes hash =
        Bytes.sha256(
            START, Bytes.of(space.bytes()), Bytes.of(replica.bytes()), Bytes.sha256(grant));
    return new Chain(replica, 0, hash);
  }

  /// The place after one more line with this body.
  public Chain next(Bytes body) {
    return nextByHash(Bytes.sha256(body));
  }

  /// The place after one more line whose body has this SHA-256.
  public Chain nextByHash(Bytes bodyHash) {
    return new Chain(replica, seq + 1, Bytes.sha256(hash, bodyHash));
  }

  public Mark mark() {
    return new Mark(hash.firstEight());
  }

  /// The dot of the changeset at this place.
  public Dot dot() {
    return new Dot(replica, seq, mark());
  }

  /// What a replica signs here.
  public Bytes message(SpaceId space) {
    byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(seq).array();
    return concat(HEAD, Bytes.of(space.bytes()), Bytes.of(replica.bytes()), Bytes.of(number), hash);
  }

  static Bytes concat(Bytes... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Bytes part : parts) {
      all.writeBytes(part.toArray());
    }
    return Bytes.of(all.toByteArray());
  }
}
