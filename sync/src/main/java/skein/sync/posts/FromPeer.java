package skein.sync.posts;

import java.util.BitSet;
import java.util.List;
import skein.core.post.Admitted;

/// Which of our posts a peer has brought, by their orders: so that a feed does not send them back.
/// One bit an order. Confined.
final class FromPeer {
  private final long start;
  private final BitSet brought = new BitSet();

  /// `start`: the order before the first that counts.
  FromPeer(long start) {
    this.start = start;
  }

  long start() {
    return start;
  }

  void add(List<Admitted> answers) {
    for (Admitted answer : answers) {
      if (answer instanceof Admitted.Taken taken) {
        brought.set(place(taken.order()));
      }
    }
  }

  boolean has(long order) {
    return brought.get(place(order));
  }

  private int place(long order) {
    return Math.toIntExact(order - start);
  }
}
