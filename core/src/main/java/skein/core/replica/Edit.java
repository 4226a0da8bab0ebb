package skein.core.replica;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.core.record.Dot;
import skein.core.record.RecordKey;

/// What somebody wants done to one record. `saw`: the dots that stood live when a client last read
/// the record; null if it saw all that is live now. What was not seen is not replaced: the edit
/// then stands beside it.
public sealed interface Edit {
  RecordKey key();

  /// Makes a record, or makes a deleted one anew: nothing of the old one shines through.
  record Create(RecordKey key, List<Assign> assigns) implements Edit {
    public Create {
      assigns = List.copyOf(assigns);
    }
  }

  /// Changes properties. `keeps`: also settles that the record exists, whoever deleted it, and that
  /// it has the values that are given: those that stand so already are written anew
  /// (spec/merge.md).
  record Update(RecordKey key, List<Assign> assigns, @Nullable Set<Dot> saw, boolean keeps)
      implements Edit {
    public Update {
      assigns = List.copyOf(assigns);
    }

    public static Update of(RecordKey key, List<Assign> assigns) {
      return new Update(key, assigns, null, false);
    }
  }

  /// Hides the record; its values stay underneath.
  record Delete(RecordKey key, @Nullable Set<Dot> saw) implements Edit {
    public static Delete of(RecordKey key) {
      return new Delete(key, null);
    }
  }

  /// Deletes the record and lets all its values go.
  record Purge(RecordKey key) implements Edit {}
}
