package skein.core.merge;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.core.record.Entry;
import skein.core.value.Value;

/// What a reader sees of one property. `entries`: the live entries of its plain register, in entry
/// order, the candidates if `standing` is open. A property whose value is null is unset.
public record PropertyView(
    String name, Form form, Value value, Standing standing, List<Entry> entries) {

  /// How the property was written.
  public enum Form {
    PLAIN,
    COUNTER,
    SET
  }

  public PropertyView {
    entries = List.copyOf(entries);
  }

  public boolean isOpen() {
    return standing == Standing.OPEN;
  }

  /// The distinct candidates of the plain register, in entry order.
  public List<Value> candidates() {
    return entries.stream().map(Entry::value).distinct().toList();
  }

  boolean showsSame(@Nullable PropertyView other) {
    return other != null
        && form == other.form
        && value.equals(other.value)
        && standing == other.standing
        && Set.copyOf(candidates()).equals(Set.copyOf(other.candidates()));
  }
}
