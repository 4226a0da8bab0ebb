package skein.app.home;

import java.util.function.LongConsumer;
import skein.core.replica.Forgetting;
import skein.core.replica.Replica;
import skein.store.sqlite.SqliteStore;

/// Lets go all that may go of a space, also from the disk.
public final class Sweep {
  private Sweep() {}

  /// How many bodies went.
  public record Swept(long forgotten, long purged) {
    public static final Swept NOTHING = new Swept(0, 0);

    /// All of them.
    public long all() {
      return forgotten + purged;
    }

    private Swept plus(Forgetting.Swept step) {
      return new Swept(forgotten + step.forgotten(), purged + step.purged());
    }
  }

  /// Goes through all records, some in each transaction. `progress` is told how many bodies went.
  public static Swept run(OpenSpace space, LongConsumer progress) {
    Replica replica = space.replica();
    Swept swept = Swept.NOTHING;
    long order = 0;
    for (boolean last = false; !last; ) {
      Forgetting.Swept step = replica.forget(order);
      swept = swept.plus(step);
      order = step.reached();
      last = step.last();
      progress.accept(swept.all());
    }
    if (swept.all() > 0 && space.store() instanceof SqliteStore store) {
      store.wipe();
    }
    return swept;
  }
}
