package skein.app.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import skein.core.merge.PropertyView;
import skein.core.merge.RecordView;
import skein.core.merge.Standing;
import skein.core.query.Literal;
import skein.core.replica.Found;
import skein.core.schema.Flag;
import skein.core.value.Value;

/// Records as lines and as JSON.
public final class RecordText {
  private RecordText() {}

  /// One object: `local, order, type, id, exists, open, values`, and `flags` if there are any.
  public static Doc json(Found found) {
    Doc doc = new Doc().put("local", found.localId()).put("order", found.order());
    view(found.view(), doc);
    if (!found.flags().isEmpty()) {
      doc.putDocs("flags", found.flags().stream().map(RecordText::flag).toList());
    }
    return doc;
  }

  /// The part that is the same on every replica: `type, id, exists, open, values`.
  public static Doc view(RecordView view, Doc doc) {
    return doc.put("type", view.key().type())
        .put("id", view.key().id())
        .put("exists", view.exists())
        .putTexts("open", open(view))
        .put("values", values(view));
  }

  /// A line of an export: `type, id`, `open` if something is, `values`.
  public static Doc exported(RecordView view) {
    Doc doc = new Doc().put("type", view.key().type()).put("id", view.key().id());
    List<String> open = open(view);
    return (open.isEmpty() ? doc : doc.putTexts("open", open)).put("values", values(view));
  }

  private static List<String> open(RecordView view) {
    List<String> open = new ArrayList<>();
    if (view.presence().standing() == Standing.OPEN) {
      open.add("_deleted");
    }
    view.properties().values().stream()
        .filter(PropertyView::isOpen)
        .map(PropertyView::name)
        .forEach(open::add);
    return open;
  }

  private static Value values(RecordView view) {
    SequencedMap<String, Value> values = new LinkedHashMap<>(view.values());
    return Value.of(values);
  }

  private static Doc flag(Flag flag) {
    return new Doc()
        .put("property", flag.property())
        .put("rule", flag.rule())
        .put("message", flag.message());
  }

  /// One line, parts set apart by tabs: local id, `type/id`, each `property=value`; `!` before a
  /// property in open conflict.
  public static String line(Found found) {
    StringBuilder line = new StringBuilder();
    line.append(found.localId()).append('\t').append(found.view().key());
    for (PropertyView property : found.view().properties().values()) {
      line.append('\t').append(property.isOpen() ? "!" : "").append(property.name());
      line.append('=').append(short80(Doc.text(property.value())));
    }
    return line.toString();
  }

  private static String short80(String text) {
    int most = 80;
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
  }

  /// A page: the record, then a line a property.
  public static List<String> page(RecordView view, List<Flag> flags, String name) {
    List<String> lines = new ArrayList<>();
    String state = view.exists() ? "" : "  (deleted)";
    boolean open = view.presence().standing() == Standing.OPEN;
    lines.add(name + view.key() + state + (open ? "  ! deleted and changed; see conflicts" : ""));
    for (PropertyView property : view.properties().values()) {
      String note =
          switch (property.standing()) {
            case AGREED -> "";
            case POLICY -> "  (chosen by policy)";
            case HEALED -> "  (healed)";
            case OPEN -> "  ! open: " + candidates(property);
          };
      lines.add("  " + property.name() + ": " + Literal.print(property.value()) + note);
    }
    flags.forEach(flag -> lines.add("  ? " + flag.message()));
    return lines;
  }

  private static String candidates(PropertyView property) {
    return String.join(" or ", property.candidates().stream().map(Doc::text).toList());
  }
}
