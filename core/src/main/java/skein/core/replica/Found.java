package skein.core.replica;

import java.util.List;
import java.util.Set;
import skein.core.merge.RecordView;
import skein.core.record.Dot;
import skein.core.record.LiveRecord;
import skein.core.schema.Flag;

/// A record as a reader gets it. `order`: a cursor, valid within one epoch of this store.
public record Found(long localId, long order, RecordView view, LiveRecord live, List<Flag> flags) {
  public Found {
    flags = List.copyOf(flags);
  }

  /// The dots that stand live: what an edit made from this view says it saw.
  public Set<Dot> dots() {
    return live.dots();
  }
}
