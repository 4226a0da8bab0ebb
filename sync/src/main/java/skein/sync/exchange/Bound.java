package skein.sync.exchange;

import java.util.Optional;
import skein.core.replica.ShallowPage;

/// What whoever keeps a replica lets in, of what is sound. Port. Safe for all threads.
@FunctionalInterface
public interface Bound {
  /// Everything.
  Bound NONE = pages -> Optional.empty();

  /// Why these pages are not taken in, a sentence for people; empty if they are.
  Optional<String> objection(Iterable<ShallowPage> pages);
}
