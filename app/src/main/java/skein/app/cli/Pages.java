package skein.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import skein.core.query.Literal;
import skein.core.value.Value;
import skein.server.shape.Doc;

/// A JSON object as lines for people: `key: value`, what is inside indented.
final class Pages {
  private Pages() {}

  static List<String> lines(Doc doc) {
    List<String> lines = new ArrayList<>();
    if (doc.value() instanceof Value.Obj object) {
      add(object, "", lines);
    }
    return lines;
  }

  private static void add(Value.Obj object, String indent, List<String> lines) {
    for (Map.Entry<String, Value> field : object.fields().entrySet()) {
      String head = indent + field.getKey() + ":";
      switch (field.getValue()) {
        case Value.Obj inner -> {
          lines.add(head);
          add(inner, indent + "  ", lines);
        }
        case Value.Array array -> {
          lines.add(head);
          array.items().forEach(item -> lines.add(indent + "  " + Literal.print(item)));
        }
        case Value.Null none -> lines.add(head);
        case Value.Bool bool -> lines.add(head + " " + bool.value());
        case Value.Num number -> lines.add(head + " " + Literal.print(number));
        case Value.Text text -> lines.add(head + " " + text.value());
      }
    }
  }
}
