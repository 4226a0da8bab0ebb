package skein.server.hub;

import java.util.Map;
import java.util.Optional;
import skein.core.merge.RecordView;
import skein.core.replica.Found;
import skein.core.replica.Snapshot;
import skein.core.value.Value;
import skein.server.hosting.PersonalStore;
import skein.server.http.Problem;

/// How much a store holds at an order of an epoch: objects that are not deleted, and their bytes.
record Usage(String epoch, long order, long objects, long bytes) {
  /// Of no store.
  static final Usage UNKNOWN = new Usage("", 0, 0, 0);

  private static final int PAGE = 256;

  /// What one object takes up.
  record Size(long objects, long bytes) {
    static final Size NONE = new Size(0, 0);

    Size plus(Size more) {
      return new Size(objects + more.objects, bytes + more.bytes);
    }
  }

  /// Counts all.
  static Usage count(Snapshot view, PersonalStore store) {
    long objects = 0;
    long bytes = 0;
    long order = 0;
    for (var page = view.since(0, PAGE); !page.isEmpty(); page = view.since(order, PAGE)) {
      for (Found found : page) {
        Size size = size(found.view(), store);
        objects += size.objects();
        bytes += size.bytes();
        order = found.order();
      }
    }
    return new Usage(view.reading().epoch(), order, objects, bytes);
  }

  /// True if it holds for a store that stands at this order.
  boolean isOf(String otherEpoch, long otherOrder) {
    return epoch.equals(otherEpoch) && order == otherOrder;
  }

  static Size size(RecordView view, PersonalStore store) {
    return view.exists() && ObjectShape.isObject(view.key())
        ? size(view.values(), store)
        : Size.NONE;
  }

  /// Of an object with these properties.
  static Size size(Map<String, Value> properties, PersonalStore store) {
    long bytes = 0;
    for (Map.Entry<String, Value> property : properties.entrySet()) {
      bytes += property.getKey().length() + property.getValue().canonical().length;
      bytes += store.blob(property.getValue()).map(PersonalStore.Blob::size).orElse(0L);
    }
    return new Size(1, bytes);
  }

  Usage plus(Size more) {
    return new Usage(epoch, order, objects + more.objects(), bytes + more.bytes());
  }

  Usage minus(Size less) {
    return new Usage(epoch, order, objects - less.objects(), bytes - less.bytes());
  }

  Usage at(long newOrder) {
    return new Usage(epoch, newOrder, objects, bytes);
  }

  /// What speaks against going beyond the limits, unless it goes less far than before.
  Optional<Problem> objection(Limits limits, Usage before) {
    if (objects > limits.objects() && objects > before.objects) {
      return Optional.of(
          Problem.forbidden(
              "a store here holds at most " + limits.objects() + " objects; delete some first"));
    }
    if (bytes > limits.bytes() && bytes > before.bytes) {
      return Optional.of(
          new Problem(
              507,
              "a store here holds at most " + limits.bytes() + " bytes; delete something first"));
    }
    return Optional.empty();
  }
}
