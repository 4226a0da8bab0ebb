package skein.app.home;

import java.util.List;
import java.util.function.LongConsumer;
import skein.core.replica.Replica;

/// How one replica takes from another what it lacks. Port; [skein.app.Wiring] has the adapter.
public interface Meeting {
  /// Pulls everything that `theirs` has and `mine` lacks.
  ///
  /// @param progress told how many lines have come so far
  Pulled pull(Replica mine, Replica theirs, LongConsumer progress);

  /// What came of it. `lines`: how many changesets are new here. `remarks`: what is worth saying of
  /// single lines. `renewed`: this replica met lines of its own and goes on under a new identity.
  record Pulled(long lines, List<String> remarks, boolean renewed) {
    public Pulled {
      remarks = List.copyOf(remarks);
    }
  }
}
