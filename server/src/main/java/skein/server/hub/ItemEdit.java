package skein.server.hub;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.core.merge.PropertyView;
import skein.core.merge.RecordView;
import skein.core.record.Register;
import skein.core.replica.Assign;
import skein.core.replica.Edit;
import skein.core.replica.Found;
import skein.core.value.Value;
import skein.server.hosting.PersonalStore;
import skein.server.shape.Forms;

/// What an object that a client sends does to its record, `found`, which is null if there never was
/// one. The edits always change something: each of them gets a new order.
record ItemEdit(Item item, @Nullable Found found, PersonalStore store) {
  /// What stands so already is posted once more: a counter, since two who count are no conflict.
  private static final String POSTED = "_posted";

  private Optional<RecordView> seen() {
    Found here = found;
    return here == null ? Optional.empty() : Optional.of(here.view()).filter(RecordView::exists);
  }

  Usage.Size sizeBefore() {
    return seen().map(view -> Usage.size(view, store)).orElse(Usage.Size.NONE);
  }

  Usage.Size sizeAfter() {
    return item.deletes() ? Usage.Size.NONE : Usage.size(properties(), store);
  }

  /// True if its record must be made first: what is to be deleted, or changed several times, must
  /// be there.
  boolean mustBeMade(boolean repeated) {
    return seen().isEmpty() && (item.deletes() || repeated);
  }

  Edit made() {
    return new Edit.Create(item.key(), sets(item.name()));
  }

  /// What it comes to, when what must be made has been.
  Edit written(boolean repeated) {
    if (item.deletes()) {
      return new Edit.Purge(item.key());
    }
    return seen().isEmpty() && !repeated
        ? new Edit.Create(item.key(), sets(properties()))
        : whole(seen().map(this::changes).orElseGet(() -> sets(properties())));
  }

  /// Says once more what stands there.
  Edit again() {
    return new Edit.Update(item.key(), List.of(new Assign.Add(POSTED, 1)), null, true);
  }

  /// All of the object in one changeset, so that those before can be forgotten: what stays as it is
  /// is given again.
  private Edit whole(List<Assign> assigns) {
    if (assigns.isEmpty()) {
      return again();
    }
    List<Assign> all = new ArrayList<>(assigns);
    Set<String> given = new HashSet<>();
    assigns.forEach(assign -> given.add(assign.property()));
    Found here = found;
    if (here != null) {
      here.live()
          .registers()
          .forEach(
              (register, entries) -> {
                if (register instanceof Register.Plain(String name)
                    && entries.size() == 1
                    && !given.contains(name)) {
                  all.add(new Assign.Set(name, entries.getFirst().value()));
                }
              });
    }
    return new Edit.Update(item.key(), all, null, true);
  }

  private static List<Assign> sets(Map<String, Value> properties) {
    List<Assign> assigns = new ArrayList<>();
    properties.forEach((name, value) -> assigns.add(new Assign.Set(name, value)));
    return assigns;
  }

  /// These properties and no others. What stands so already is not written, but over an open
  /// conflict it is a decision.
  private List<Assign> changes(RecordView view) {
    SequencedMap<String, Value> wanted = properties();
    for (PropertyView property : view.properties().values()) {
      if (ObjectShape.isPart(property.name())) {
        wanted.putIfAbsent(property.name(), Value.Null.ONLY);
      }
    }
    List<Assign> assigns = new ArrayList<>();
    wanted.forEach(
        (name, value) -> {
          PropertyView property = view.properties().get(name);
          boolean open = property != null && property.isOpen();
          if (open || !view.value(name).equals(value)) {
            assigns.addAll(Forms.assign(name, property, value));
          }
        });
    return assigns;
  }

  /// A blob that it names by the address it had here is the one that is here.
  private SequencedMap<String, Value> properties() {
    SequencedMap<String, Value> properties = item.properties();
    Found here = found;
    String blob = ObjectShape.member(ObjectShape.BLOB);
    if (here != null) {
      BlobName.of(here, store)
          .filter(name -> item.href().filter(href -> href.endsWith("/" + name.text())).isPresent())
          .ifPresent(same -> properties.put(blob, here.view().value(blob)));
    }
    return properties;
  }
}
