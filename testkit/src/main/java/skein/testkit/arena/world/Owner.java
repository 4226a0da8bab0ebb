package skein.testkit.arena.world;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.history.Charter;
import skein.core.history.Grant;
import skein.core.replica.Identity;
import skein.core.replica.Origin;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.core.value.SpaceId;
import skein.testkit.FakeKeys;
import skein.testkit.arena.plan.Script;

/// Who owns the space: makes its charter, its identities and its grants.
record Owner(FakeKeys keys, Bytes secret, Charter charter, SpaceId space) {
  static Owner of(FakeKeys keys, Script script) {
    Bytes secret = keys.freshSecret();
    Charter charter =
        new Charter(
            Bytes.of(java.util.Arrays.copyOf(secret.toArray(), 16)),
            keys.publicKey(secret),
            script.posts(),
            script.granted() ? Charter.Access.GRANTED : Charter.Access.ANY);
    return new Owner(keys, secret, charter, charter.space());
  }

  boolean isGranted() {
    return charter.write() == Charter.Access.GRANTED;
  }

  /// A grant for a key; null in a space where nobody needs one.
  @Nullable Grant grant(Bytes key, List<String> types) {
    return isGranted() ? signed(key, types, secret) : null;
  }

  private Grant signed(Bytes key, List<String> types, Bytes by) {
    return new Grant(key, keys.sign(by, Grant.message(key, space, types)), space, types);
  }

  /// A grant that the owner did not sign.
  @Nullable Grant badGrant(Bytes key) {
    return isGranted() ? signed(key, List.of("*"), keys.freshSecret()) : null;
  }

  /// A new identity with a grant for these types; without one if there are none.
  Identity identity(List<String> types) {
    Bytes own = keys.freshSecret();
    Bytes key = keys.publicKey(own);
    Grant grant = types.isEmpty() ? null : grant(key, types);
    return new Identity(new Origin(ReplicaId.ofKey(key.toArray()), key, grant), own);
  }
}
