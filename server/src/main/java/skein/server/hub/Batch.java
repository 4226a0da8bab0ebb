package skein.server.hub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import skein.core.record.RecordKey;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Found;
import skein.core.replica.Snapshot;
import skein.server.hosting.Orders;
import skein.server.hosting.PersonalStore;

/// Makes drafts of the objects that a client sends, within the transaction that writes them. Each
/// object changes its record just once, so that each gets an order of its own, one after the other;
/// what must be there before is written first. Each has a changeset of its own, which can be
/// forgotten when the object is replaced or deleted. Confined to one transaction.
final class Batch {
  private final Snapshot view;
  private final PersonalStore store;
  private final String author;
  private final List<Draft> drafts = new ArrayList<>();

  Batch(Snapshot view, PersonalStore store, String author) {
    this.view = view;
    this.store = store;
    this.author = author;
  }

  /// What is to be written. `first`: the order of the first object; `usage`: how much the store
  /// holds afterwards.
  record Plan(List<Draft> drafts, long first, Usage usage) {
    Plan {
      drafts = List.copyOf(drafts);
    }
  }

  /// What becomes of a record: by the last item that is for it, which stands at `last`. What others
  /// say, if it is `repeated`, nobody ever sees.
  private record Fate(ItemEdit edit, int last, boolean repeated) {}

  Plan plan(List<Item> items, Usage usage) {
    Map<RecordKey, Fate> fates = fates(items);
    long first = Orders.last(view) + 1;
    Usage after = usage;
    for (Fate fate : fates.values()) {
      ItemEdit edit = fate.edit();
      after = after.minus(edit.sizeBefore()).plus(edit.sizeAfter());
      if (edit.mustBeMade(fate.repeated())) {
        add(edit.made());
        first++;
      }
    }
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      Fate fate = Objects.requireNonNull(fates.get(item.key()));
      ItemEdit edit = fate.edit();
      add(fate.last() == i ? edit.written(fate.repeated()) : edit.again());
    }
    return new Plan(drafts, first, after.at(first + items.size() - 1));
  }

  private Map<RecordKey, Fate> fates(List<Item> items) {
    Map<RecordKey, Fate> fates = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      boolean repeated = fates.containsKey(item.key());
      Found found = view.record(item.key()).orElse(null);
      fates.put(item.key(), new Fate(new ItemEdit(item, found, store), i, repeated));
    }
    return fates;
  }

  private void add(Edit edit) {
    drafts.add(Draft.of(author, edit));
  }
}
