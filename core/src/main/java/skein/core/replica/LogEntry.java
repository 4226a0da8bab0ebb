package skein.core.replica;

import org.jspecify.annotations.Nullable;
import skein.core.history.Body;

/// A changeset of the local log. `body`: null if the line is void.
public record LogEntry(StoredChangeset stored, @Nullable Body body) {}
