package skein.server.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.merge.PropertyView;
import skein.core.merge.PropertyView.Form;
import skein.core.replica.Assign;
import skein.core.value.Value;

/// How a property is given a value by those who know nothing of its form: plain, counter or set.
public final class Forms {
  private Forms() {}

  /// What gives a property this value; null unsets it. A counter that shows the value already is
  /// left alone; of a set the elements that come and go are written, so that others' elements stay:
  /// one that is unset becomes empty.
  ///
  /// @param seen the property as it stands, null if it was never there
  /// @throws IllegalArgumentException when the value cannot be given; the message says why
  public static List<Assign> assign(String name, @Nullable PropertyView seen, Value value) {
    Form form = seen == null ? Form.PLAIN : seen.form();
    if (form != Form.PLAIN && seen != null && !seen.isOpen() && seen.value().equals(value)) {
      return List.of();
    }
    if (form == Form.SET && (value.isNull() || value instanceof Value.Array)) {
      return elements(name, items(seen == null ? value : seen.value()), items(value));
    }
    return List.of(new Assign.Set(name, value));
  }

  private static List<Value> items(Value value) {
    return value instanceof Value.Array array ? array.items() : List.of();
  }

  private static List<Assign> elements(String name, List<Value> shown, List<Value> wanted) {
    List<Assign> assigns = new ArrayList<>();
    for (Value item : wanted.stream().distinct().toList()) {
      if (!shown.contains(item)) {
        assigns.add(new Assign.Put(name, element(name, item)));
      }
    }
    for (Value item : shown) {
      if (!wanted.contains(item)) {
        assigns.add(new Assign.Drop(name, element(name, item)));
      }
    }
    return assigns;
  }

  /// The element that an item of a list names.
  ///
  /// @throws IllegalArgumentException when it is no text
  public static String element(String name, Value item) {
    if (item instanceof Value.Text(String text)) {
      return text;
    }
    throw new IllegalArgumentException(name + " is a set: its elements are texts");
  }
}
