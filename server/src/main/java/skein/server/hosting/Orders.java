package skein.server.hosting;

import skein.core.replica.Snapshot;

/// The orders of a replica.
public final class Orders {
  private Orders() {}

  /// The greatest order given so far, 0 if none was. It is not kept anywhere: it is found by
  /// halving.
  public static long last(Snapshot view) {
    long beyond = 1;
    while (isBefore(view, beyond)) {
      beyond *= 2;
    }
    long low = beyond / 2;
    long high = beyond;
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (isBefore(view, middle)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// True if something has an order beyond this one.
  private static boolean isBefore(Snapshot view, long order) {
    return !view.reading().since(order, 1).isEmpty();
  }
}
