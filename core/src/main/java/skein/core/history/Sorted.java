package skein.core.history;

import java.util.Comparator;
import java.util.List;

/// Lists that the format wants sorted and unique.
final class Sorted {
  private Sorted() {}

  static <T> void require(String what, List<T> items, Comparator<? super T> order) {
    for (int i = 1; i < items.size(); i++) {
      if (order.compare(items.get(i - 1), items.get(i)) >= 0) {
        throw new IllegalArgumentException(what + " is not sorted and unique");
      }
    }
  }
}
