package skein.app.cli;

import skein.app.home.OpenSpace;
import skein.core.replica.Forgetting;
import skein.core.replica.Replica;
import skein.store.sqlite.SqliteStore;

/// Lets go all that may go of a space, also from the disk. Confined to one command.
record Oblivion(Desk desk, OpenSpace space) {
  /// How many bodies went.
  record Swept(long forgotten, long purged) {
    static final Swept NOTHING = new Swept(0, 0);
  }

  Swept sweep() {
    Replica replica = space.replica();
    long forgotten = 0;
    long purged = 0;
    long order = 0;
    for (boolean last = false; !last; ) {
      Forgetting.Swept step = replica.forget(order);
      forgotten += step.forgotten();
      purged += step.purged();
      order = step.reached();
      last = step.last();
      desk.screen().progress(forgotten + purged + " let go");
    }
    desk.screen().progressDone();
    if (forgotten + purged > 0 && space.store() instanceof SqliteStore store) {
      store.wipe();
    }
    return new Swept(forgotten, purged);
  }
}
