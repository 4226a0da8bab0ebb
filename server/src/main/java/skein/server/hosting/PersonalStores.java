package skein.server.hosting;

import java.util.Optional;
import skein.core.value.SpaceId;

/// The personal stores of a hub: each a space like any other. Port. Safe for all threads.
public interface PersonalStores {
  /// What came of the wish for a store.
  sealed interface Made {
    /// It is here.
    record Here(PersonalStore store) implements Made {}

    /// Its owner has as many as he may have; `why`: a sentence.
    record TooMany(String why) implements Made {}
  }

  /// Which personal store this space is; empty if it is none.
  Optional<Bucket> of(SpaceId space);

  /// Opens a store if it is there; to be closed after use.
  Optional<PersonalStore> find(Bucket bucket);

  /// Opens a store, which is made if it is not there; to be closed after use.
  Made open(Bucket bucket);

  /// Deletes a store and all that is in it; false if it is not there.
  boolean delete(Bucket bucket);
}
