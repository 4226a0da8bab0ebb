package skein.core.replica;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.record.Change;
import skein.core.value.Time;

/// What an edit comes to.
sealed interface Composed {
  /// A change to write; `newest`: the time of the newest entry it replaces.
  record Changed(Change change, @Nullable Time newest) implements Composed {}

  /// Nothing to write.
  record Same() implements Composed {}

  /// Not to be written.
  record Rejected(List<String> reasons) implements Composed {
    public Rejected {
      reasons = List.copyOf(reasons);
    }

    static Rejected because(String reason) {
      return new Rejected(List.of(reason));
    }
  }
}
