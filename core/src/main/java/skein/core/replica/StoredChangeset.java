package skein.core.replica;

import org.jspecify.annotations.Nullable;
import skein.core.history.Chain;
import skein.core.record.Dot;
import skein.core.value.Bytes;

/// A line as it is kept. `number`: its place in this store's log, from 1. `place`: where the chain
/// stands after it. `signature`: on the last line of a group. `voidReason`: null for a good line.
public record StoredChangeset(
    long number,
    int branch,
    Chain place,
    Bytes body,
    @Nullable Bytes signature,
    @Nullable String voidReason) {
  public Dot dot() {
    return place.dot();
  }

  StoredChangeset signedWith(Bytes newSignature) {
    return new StoredChangeset(number, branch, place, body, newSignature, voidReason);
  }
}
