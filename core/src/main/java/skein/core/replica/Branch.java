package skein.core.replica;

import skein.core.history.Chain;
import skein.core.value.ReplicaId;

/// A run of a replica's chain as this store holds it. `parent`: the branch it leaves before
/// sequence `from`, 0 for none. `headMillis`: the time of its last good changeset. Which of two
/// branches is the parent depends on what arrived first, so ids never leave the store.
public record Branch(int id, int parent, long from, Chain head, long headMillis) {
  public ReplicaId replica() {
    return head.replica();
  }

  Branch extended(Chain next, long millis) {
    return new Branch(id, parent, from, next, Math.max(millis, headMillis));
  }
}
