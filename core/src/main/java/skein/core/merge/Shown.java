package skein.core.merge;

import java.util.List;
import skein.core.record.Entry;
import skein.core.value.Value;

/// What a register shows: the value, why, and all live entries, in entry order. A register without
/// entries shows null, agreed.
public record Shown(Value value, Standing standing, List<Entry> entries) {
  public Shown {
    entries = List.copyOf(entries);
  }

  /// The distinct live values, in entry order.
  public List<Value> values() {
    return entries.stream().map(Entry::value).distinct().toList();
  }
}
