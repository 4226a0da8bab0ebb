package skein.server.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.record.Dot;
import skein.core.value.Time;
import skein.core.value.Value;

/// What somebody decided before about a property that is open (again). `replaced`: the values he
/// decided between, as far as they are known here. `stands`: nobody has replaced it, so it votes.
public record Decision(
    String property,
    Value value,
    Dot changeset,
    Time time,
    String author,
    @Nullable String note,
    List<Value> replaced,
    boolean stands) {
  public Decision {
    replaced = List.copyOf(replaced);
  }

  /// As JSON: the same on every replica that knows the same.
  Doc json() {
    return new Doc()
        .put("property", property)
        .put("value", value)
        .put("stands", stands)
        .put("replica", changeset.replica().toString())
        .put("changeset", changeset.toString())
        .put("time", time.toString())
        .put("author", author)
        .putIfThere("note", note)
        .put("replaced", Value.of(replaced));
  }
}
