package skein.core.replica;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.core.history.Body;
import skein.core.history.BodyReader;
import skein.core.history.Chain;
import skein.core.record.Dot;
import skein.core.value.Bytes;

/// A line as it is kept. `number`: its place in this store's log, from 1. `place`: where the chain
/// stands after it. `signature`: on the last line of a group. `voidReason`: null for a good line,
/// and for one whose body is not here.
public record StoredChangeset(
    long number,
    int branch,
    Chain place,
    StoredBody body,
    @Nullable Bytes signature,
    @Nullable String voidReason) {
  public Dot dot() {
    return place.dot();
  }

  /// The bytes of its body; empty if they were let go.
  public Optional<Bytes> bytes() {
    return body instanceof StoredBody.Here(Bytes bytes) ? Optional.of(bytes) : Optional.empty();
  }

  /// What it says; empty if it is void, or its body was let go.
  public Optional<Body> said() {
    return voidReason == null
            && body instanceof StoredBody.Here(Bytes bytes)
            && BodyReader.read(bytes, null) instanceof BodyReader.Result.Good good
        ? Optional.of(good.body())
        : Optional.empty();
  }

  /// Why it says nothing.
  public String silence() {
    return switch (body) {
      case StoredBody.Here here -> "void: " + voidReason;
      case StoredBody.Gone gone when gone.purged() -> "purged";
      case StoredBody.Gone gone -> "forgotten";
    };
  }

  public StoredChangeset signedWith(Bytes newSignature) {
    return new StoredChangeset(number, branch, place, body, newSignature, voidReason);
  }

  public StoredChangeset with(StoredBody newBody, @Nullable String newVoidReason) {
    return new StoredChangeset(number, branch, place, newBody, signature, newVoidReason);
  }
}
