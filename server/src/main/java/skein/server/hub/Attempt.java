package skein.server.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.core.replica.Draft;
import skein.core.replica.Snapshot;
import skein.core.value.Value;
import skein.server.hosting.Bucket;
import skein.server.hosting.PersonalStore;
import skein.server.shape.Doc;

/// One attempt to write what a client sends. Confined to the thread that makes it.
final class Attempt {
  private final Target target;
  private final Asked asked;
  private final List<Item> items;
  private @Nullable Listing lacking;
  private Batch.@Nullable Plan plan;
  private String epoch = "";

  /// A store, its name, and its address.
  record Target(Bucket bucket, PersonalStore store, String base) {}

  Attempt(Target target, Asked asked, List<Item> items) {
    this.target = target;
    this.asked = asked;
    this.items = items;
  }

  /// What others wrote that a client does not know of, if that is anything; the counter up to which
  /// there is nothing.
  static Listing lacking(Snapshot view, Target target, Asked asked) {
    Listing first = Listing.of(view, asked.limit(1), target.store(), target.base());
    return first.isEmpty() ? first : Listing.of(view, asked, target.store(), target.base());
  }

  /// What is to be written; nothing if the client does not know what others wrote.
  List<Draft> plan(Snapshot view, Usages usages, Limits limits) {
    Listing found = lacking(view, target, asked);
    if (!found.isEmpty()) {
      lacking = found;
      return List.of();
    }
    epoch = found.epoch();
    Usage before = usages.of(target.bucket(), view, target.store());
    String author = target.bucket().owner().user();
    Batch.Plan made = new Batch(view, target.store(), author).plan(items, before);
    made.usage()
        .objection(limits, before)
        .ifPresent(
            problem -> {
              throw problem;
            });
    usages.put(target.bucket(), made.usage());
    plan = made;
    return made.drafts();
  }

  /// What the client did not know of, if that hindered it.
  Optional<Listing> hindered() {
    return Optional.ofNullable(lacking);
  }

  /// What is answered when all is written.
  Doc done(List<Item> uploads) {
    Batch.Plan made = plan;
    if (made == null) {
      throw new IllegalStateException("nothing was planned");
    }
    List<Value> counters = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      counters.add(Value.of(made.first() + i));
    }
    Doc doc = new Doc().put("object_counters", Value.of(counters));
    if (!uploads.isEmpty()) {
      doc.putDocs("blobs", blobs(uploads));
    }
    return asked.collection().isPresent() ? doc.put("collection_id", epoch) : doc;
  }

  private List<Doc> blobs(List<Item> uploads) {
    return target
        .store()
        .replica()
        .read(view -> uploads.stream().flatMap(item -> blob(view, item).stream()).toList());
  }

  private Optional<Doc> blob(Snapshot view, Item item) {
    return view.record(item.key())
        .flatMap(found -> BlobName.of(found, target.store()))
        .map(
            name -> {
              Doc doc = new Doc();
              for (String part : List.of(ObjectShape.ID, ObjectShape.TYPE)) {
                Value value = item.object().get(part);
                if (value != null) {
                  doc.put(part, value);
                }
              }
              return doc.put("href", name.href(target.base()));
            });
  }
}
