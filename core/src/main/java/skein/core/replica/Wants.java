package skein.core.replica;

import java.util.List;
import java.util.Map;
import skein.core.record.Dot;
import skein.core.value.ReplicaId;

/// What somebody wants of a log. `have`: for each replica, dots of it that the other has. In a
/// shallow transfer all lines of a replica that is not named are wanted, otherwise none.
public record Wants(Map<ReplicaId, List<Dot>> have, Bodies bodies) {
  /// Which bodies are to come with the lines.
  public enum Bodies {
    /// All: no shallow transfer.
    ALL,
    /// Those that are here.
    HERE,
    /// Those that merge still reads.
    LIVE
  }

  /// No shallow transfer.
  public static Wants all(Map<ReplicaId, List<Dot>> have) {
    return new Wants(have, Bodies.ALL);
  }

  public boolean isShallow() {
    return bodies != Bodies.ALL;
  }

  public Wants {
    have = Map.copyOf(have);
  }
}
