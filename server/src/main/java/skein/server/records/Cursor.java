package skein.server.records;

import org.jspecify.annotations.Nullable;
import skein.core.replica.Snapshot;
import skein.server.hosting.Orders;
import skein.server.http.Problem;

/// How far a reader has followed the changes of a space: an order, within an epoch. Immutable.
record Cursor(String epoch, long order) {
  /// Reads `epoch:order`, or `order` alone, which is meant for the present epoch; null for a text
  /// that is empty.
  static @Nullable Cursor parse(String text, Snapshot view) {
    if (text.isEmpty()) {
      return null;
    }
    int colon = text.lastIndexOf(':');
    String order = text.substring(colon + 1);
    if (!order.matches("[0-9]{1,18}")) {
      throw Problem.bad("'" + text + "' is no cursor: it is epoch:order, as an answer gave it");
    }
    String epoch = colon < 0 ? view.reading().epoch() : text.substring(0, colon);
    return new Cursor(epoch, Long.parseLong(order));
  }

  /// Beyond everything that has happened so far.
  static Cursor latest(Snapshot view) {
    return new Cursor(view.reading().epoch(), Orders.last(view));
  }

  @Override
  public String toString() {
    return epoch + ":" + order;
  }
}
