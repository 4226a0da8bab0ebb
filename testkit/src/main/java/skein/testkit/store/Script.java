package skein.testkit.store;

import java.util.List;
import skein.core.history.Chain;
import skein.core.record.RecordKey;
import skein.core.replica.Branch;
import skein.core.replica.Identity;
import skein.core.replica.Origin;
import skein.core.replica.Retention;
import skein.core.replica.StoredBody;
import skein.core.replica.StoredChangeset;
import skein.core.replica.StoredRecord;
import skein.core.replica.Writing;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.core.value.SpaceId;

/// Random transactions; the same for the same seed on stores with the same contents. Confined.
final class Script {
  private final Chance chance;

  Script(long seed) {
    this.chance = new Chance(seed);
  }

  static Identity identity(Chance chance) {
    Bytes key = chance.bytes(32);
    return new Identity(new Origin(ReplicaId.ofKey(key.toArray()), key, null), chance.bytes(32));
  }

  /// Where a chain truly begins: stores may compute it again.
  static Chain start(Writing tx, Origin origin) {
    SpaceId space = SpaceId.ofCharter(tx.charter().toArray());
    return Chain.start(space, origin.replica(), origin.grantBytes());
  }

  /// One transaction of a few steps.
  void run(Writing tx) {
    for (int left = 1 + chance.below(12); left > 0; left--) {
      step(tx);
    }
  }

  private void step(Writing tx) {
    List<Branch> branches = tx.branches();
    int die = chance.below(20);
    if (branches.isEmpty() || die == 0) {
      Origin origin = identity(chance).origin();
      tx.addRoot(origin, start(tx, origin));
    } else if (die == 1) {
      fork(tx, branches.get(chance.below(branches.size())));
    } else if (die == 2) {
      tx.identity(identity(chance));
    } else if (die == 3) {
      tx.since(0, 20).stream().skip(chance.below(5)).findFirst().ifPresent(tx::reorder);
    } else if (die == 4) {
      letGo(tx);
    } else if (die == 5) {
      tx.retention(new Retention(chance.below(1000)));
    } else {
      append(tx, branches.get(chance.below(branches.size())));
    }
  }

  private void letGo(Writing tx) {
    for (StoredChangeset stored : tx.log(chance.below(20), 3)) {
      StoredBody gone = new StoredBody.Gone(stored.body().hash(), chance.below(2) == 0);
      tx.replace(stored, gone, null);
      if (chance.below(3) == 0 && stored.body() instanceof StoredBody.Here here) {
        tx.replace(stored, here, stored.voidReason());
      }
    }
    for (StoredChangeset stored : tx.log(chance.below(9), 1)) {
      tx.since(0, 3).forEach(record -> tx.touch(record, stored.number()));
    }
  }

  private void fork(Writing tx, Branch parent) {
    long at = parent.from() + chance.below((int) (parent.head().seq() - parent.from() + 2)) - 1;
    tx.changeset(parent.id(), at).ifPresent(stored -> tx.addBranch(parent, stored.place()));
  }

  private void append(Writing tx, Branch branch) {
    Bytes body = chance.bytes(chance.below(200));
    Branch longer =
        new Branch(
            branch.id(),
            branch.parent(),
            branch.from(),
            branch.head().next(body),
            branch.headMillis() + chance.below(1000));
    boolean bad = chance.below(8) == 0;
    StoredChangeset stored =
        tx.append(longer, new StoredBody.Here(body), bad ? "it is bad: \u5c71" : null);
    for (int left = bad ? 0 : chance.below(4); left > 0; left--) {
      touch(tx, chance.key(), stored.number());
    }
    if (chance.below(2) == 0) {
      tx.sign(stored, chance.bytes(64));
    }
    if (chance.below(8) == 0) {
      tx.log(0, 1).forEach(first -> tx.sign(first, chance.bytes(64)));
    }
  }

  private void touch(Writing tx, RecordKey key, long number) {
    var before = tx.record(key);
    if (before.isEmpty()) {
      tx.insert(key, chance.live(), number);
    } else if (isUntouched(tx, before.get(), number)) {
      tx.update(before.get(), chance.live(), number);
    }
  }

  /// A changeset changes a record once.
  private static boolean isUntouched(Writing tx, StoredRecord stored, long number) {
    return tx.history(stored, 0).stream().allMatch(one -> one.number() < number);
  }
}
