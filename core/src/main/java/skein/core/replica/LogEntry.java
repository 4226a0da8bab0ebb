package skein.core.replica;

import org.jspecify.annotations.Nullable;
import skein.core.history.Body;

/// A changeset of the local log. `body`: null if the line is void or its body was let go.
public record LogEntry(StoredChangeset stored, @Nullable Body body) {
  static LogEntry of(StoredChangeset stored) {
    return new LogEntry(stored, stored.said().orElse(null));
  }
}
