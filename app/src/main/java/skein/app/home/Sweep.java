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

  /// Goes through the whole log, a part in each transaction. `progress` is told how many bodies
  /// went.
  public static Swept run(OpenSpace space, LongConsumer progress) {
    Replica replica = space.replica();
    Swept swept = Swept.NOTHING;
    long number = 0;
    for (boolean last = false; !last; ) {
      Forgetting.Swept step = replica.forget(number);
      swept = swept.plus(step);
      number = step.reached();
      last = step.last();
      progress.accept(swept.all());
    }
    if (swept.all() > 0) {
      wipe(space);
    }
    return swept;
  }

  /// Takes what was replaced off the disk as well; false if that cannot be just now.
  public static boolean wipe(OpenSpace space) {
    return !(space.store() instanceof SqliteStore store) || store.wipe();
  }
}
