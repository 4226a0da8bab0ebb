package skein.server.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import skein.core.replica.Found;
import skein.core.replica.Snapshot;
import skein.core.value.Json;
import skein.core.value.Value;
import skein.server.hosting.PersonalStore;
import skein.server.shape.Doc;

/// Some of the objects of a store beyond a counter, each with its own. `epoch`: of the store;
/// `reached`: the counter up to which nothing is left out; `more`: there may be others beyond.
record Listing(Asked asked, String epoch, List<Value> pairs, long reached, boolean more) {
  private static final int PAGE = 100;

  /// An answer that is as long as this ends, in bytes.
  private static final int MOST_BYTES = 4 << 20;

  Listing {
    pairs = List.copyOf(pairs);
  }

  /// What a client gets of an object: where its blob is to be had stands in place of the blob.
  ///
  /// @param base the address of the store
  static Listing of(Snapshot view, Asked given, PersonalStore store, String base) {
    String epoch = view.reading().epoch();
    Asked asked = given.in(epoch);
    List<Value> pairs = new ArrayList<>();
    long reached = asked.since();
    long bytes = 0;
    for (var page = view.since(reached, PAGE); !page.isEmpty(); page = view.since(reached, PAGE)) {
      for (Found found : page) {
        if (pairs.size() >= asked.limit() || bytes > MOST_BYTES) {
          return new Listing(given, epoch, pairs, reached, true);
        }
        reached = found.order();
        if (asked.filter().takes(found)) {
          Value object = object(found, store, base);
          bytes += Json.write(object).length;
          pairs.add(Value.of(List.of(Value.of(found.order()), object)));
        }
      }
    }
    return new Listing(given, epoch, pairs, reached, false);
  }

  private static Value object(Found found, PersonalStore store, String base) {
    SequencedMap<String, Value> object = ObjectShape.object(found.view());
    BlobName.of(found, store).ifPresent(blob -> object.put(ObjectShape.BLOB, blob.value(base)));
    return Value.of(object);
  }

  /// True if there is nothing to tell.
  boolean isEmpty() {
    return pairs.isEmpty() && !asked.isChanged(epoch);
  }

  /// What comes next to whoever has got this.
  Asked next() {
    return new Asked(reached, asked.collection().map(id -> epoch), asked.filter(), asked.limit());
  }

  /// How far it goes, as the id of an event.
  String place() {
    return epoch + ":" + reached;
  }

  /// As it is answered. What says no more than the objects do is left out: the ancestor's tests
  /// compare to the letter.
  Doc doc() {
    Doc doc = new Doc().put("objects", Value.of(pairs));
    if (more) {
      doc.put("incomplete", true);
    }
    if (reached > Math.max(lastCounter(), asked.in(epoch).since())) {
      doc.put("until", reached);
    }
    if (asked.isChanged(epoch)) {
      doc.put("collection_changed", true);
    }
    if (asked.collection().isPresent()) {
      doc.put("collection_id", epoch);
    }
    return doc;
  }

  private long lastCounter() {
    return !pairs.isEmpty()
            && pairs.getLast() instanceof Value.Array(List<Value> pair)
            && pair.getFirst() instanceof Value.Num(double counter)
        ? (long) counter
        : 0;
  }
}
