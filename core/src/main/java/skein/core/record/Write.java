package skein.core.record;

import java.util.List;
import skein.core.value.Value;

/// One register written by a change. `values`: one value, or two and more that are reopened.
/// `over`: the dots whose entries it replaces, besides its replica's own.
public record Write(
    Register register,
    List<Value> values,
    List<Seen> over,
    List<ValueHash> was,
    List<Absorbed> absorbed) {

  private static final List<Value> EXISTS = List.of(Value.of(false));

  public Write {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a write of " + register + " needs a value");
    }
    values = List.copyOf(values);
    over = List.copyOf(over);
    was = List.copyOf(was);
    absorbed = List.copyOf(absorbed);
  }

  /// True if it puts several values back beside each other.
  public boolean isReopening() {
    return values.size() > 1;
  }

  /// True if it gives a register that was never written its one value; presence says that the
  /// record exists.
  public boolean isFirst() {
    return (register instanceof Register.Presence ? values.equals(EXISTS) : values.size() == 1)
        && over.isEmpty()
        && was.isEmpty()
        && absorbed.isEmpty();
  }
}
