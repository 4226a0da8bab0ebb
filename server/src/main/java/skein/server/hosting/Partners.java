package skein.server.hosting;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.core.value.SpaceId;

/// The peers that a space is kept in step with. Port. Safe for all threads.
public interface Partners {
  /// How a peer stands to this replica, as far as is known here.
  enum State {
    /// Both knew the same when they last met, and nothing has changed here since.
    IN_STEP,
    /// He has something that this replica lacks.
    BEHIND,
    /// This replica has something that he lacks.
    AHEAD,
    UNKNOWN
  }

  /// A peer. `since`: since when the state holds; `last`: when they last met; `error`: what went
  /// wrong then, a sentence. Times in ISO 8601; null for never, or nothing.
  record Partner(
      String name,
      String address,
      State state,
      @Nullable String since,
      @Nullable String last,
      @Nullable String error) {}

  /// What came of a sync: changesets that came and that went, and what went wrong, null if nothing.
  record Synced(String name, Moved moved, @Nullable String error) {}

  /// Changesets that came and that went.
  record Moved(long came, long went) {}

  /// All peers of a space, by name.
  List<Partner> of(SpaceId space);

  /// Syncs with a peer now, or with all (null); returns when that is done. Empty if there is no
  /// peer of this name.
  Optional<List<Synced>> sync(SpaceId space, @Nullable String name);
}
