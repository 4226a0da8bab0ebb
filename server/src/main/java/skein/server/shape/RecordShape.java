package skein.server.shape;

import java.util.ArrayList;
import java.util.List;
import skein.core.merge.PropertyView;
import skein.core.merge.RecordView;
import skein.core.merge.Standing;
import skein.core.record.Register;
import skein.core.replica.Found;
import skein.core.schema.Flag;
import skein.core.value.Value;

/// Records as JSON.
public final class RecordShape {
  private RecordShape() {}

  /// One object: `local, order, type, id, exists, open, values`, and `flags` if there are any.
  public static Doc json(Found found) {
    Doc doc = new Doc().put("local", found.localId()).put("order", found.order());
    view(found.view(), doc);
    if (!found.flags().isEmpty()) {
      doc.putDocs("flags", found.flags().stream().map(RecordShape::flag).toList());
    }
    return doc;
  }

  /// The part that is the same on every replica: `type, id, exists, open, values`.
  public static Doc view(RecordView view, Doc doc) {
    return doc.put("type", view.key().type())
        .put("id", view.key().id())
        .put("exists", view.exists())
        .putTexts("open", open(view))
        .put("values", Value.of(view.values()));
  }

  /// A line of an export: `type, id`, `open` if something is, `values`.
  public static Doc exported(RecordView view) {
    Doc doc = new Doc().put("type", view.key().type()).put("id", view.key().id());
    List<String> open = open(view);
    return (open.isEmpty() ? doc : doc.putTexts("open", open))
        .put("values", Value.of(view.values()));
  }

  /// The properties that are in open conflict; `_deleted` for the record itself.
  static List<String> open(RecordView view) {
    List<String> open = new ArrayList<>();
    if (view.presence().standing() == Standing.OPEN) {
      open.add(Register.DELETED);
    }
    view.properties().values().stream()
        .filter(PropertyView::isOpen)
        .map(PropertyView::name)
        .forEach(open::add);
    return open;
  }

  /// The name of a record: `local, type, id`.
  public static Doc name(Found found) {
    return new Doc()
        .put("local", found.localId())
        .put("type", found.view().key().type())
        .put("id", found.view().key().id());
  }

  private static Doc flag(Flag flag) {
    return new Doc()
        .put("property", flag.property())
        .put("rule", flag.rule())
        .put("message", flag.message());
  }
}
