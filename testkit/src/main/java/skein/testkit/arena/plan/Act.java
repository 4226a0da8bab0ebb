package skein.testkit.arena.plan;

import java.util.List;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;

/// An edit to be made. `stale`: by a client that saw what the actor remembered at its last look.
public record Act(Kind kind, RecordKey key, List<Assign> assigns, boolean stale) {
  /// Which edit.
  public enum Kind {
    CREATE,
    UPDATE,
    DELETE,
    PURGE,
    KEEP
  }

  public Act {
    assigns = List.copyOf(assigns);
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT)
        + (stale ? " (stale) " : " ")
        + key
        + (assigns.isEmpty() ? "" : " " + assigns.stream().map(Act::text).toList());
  }

  private static String text(Assign assign) {
    return switch (assign) {
      case Assign.Set set ->
          set.property()
              + "="
              + new String(set.value().canonical(), java.nio.charset.StandardCharsets.UTF_8);
      case Assign.Add add -> add.property() + "+=" + add.step();
      case Assign.Put put -> put.property() + " put " + put.element();
      case Assign.Drop drop -> drop.property() + " drop " + drop.element();
    };
  }
}
