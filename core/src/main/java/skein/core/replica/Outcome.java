package skein.core.replica;

import java.util.List;
import skein.core.record.Dot;
import skein.core.record.RecordKey;

/// What became of a draft.
public sealed interface Outcome {
  /// Written, and safe on the disk. `number`: its place in the local log. `changed`: the records.
  /// `left`: what an undo could not take back, a sentence each.
  record Committed(Dot dot, long number, List<RecordKey> changed, List<String> left)
      implements Outcome {
    public Committed {
      changed = List.copyOf(changed);
      left = List.copyOf(left);
    }
  }

  /// Everything stood already as the draft wants it: nothing was written.
  record Unchanged(List<String> left) implements Outcome {
    public Unchanged {
      left = List.copyOf(left);
    }
  }

  /// Nothing was written; a sentence for each reason.
  record Refused(List<String> reasons) implements Outcome {
    public Refused {
      reasons = List.copyOf(reasons);
    }

    public static Refused because(String reason) {
      return new Refused(List.of(reason));
    }
  }
}
