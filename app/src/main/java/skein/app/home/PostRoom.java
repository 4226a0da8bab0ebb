package skein.app.home;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import skein.core.post.Quota;
import skein.core.replica.Replica;
import skein.core.replica.Snapshot;

/// How much room there is for the posts of a space, worked out anew when its records have changed.
/// Safe for all threads.
final class PostRoom implements Supplier<Quota> {
  private final Replica replica;
  private final long most;
  private final AtomicReference<Known> known = new AtomicReference<>(new Known(-1, new Quota(0)));

  /// @param most how many bytes this home gives the space, whatever its owner says
  PostRoom(Replica replica, long most) {
    this.replica = replica;
    this.most = most;
  }

  /// `number`: that of the last line of the log when it was worked out.
  private record Known(long number, Quota quota) {}

  @Override
  public Quota get() {
    return replica.read(this::now).quota();
  }

  private Known now(Snapshot view) {
    Known before = known.get();
    long number = view.lastNumber();
    if (before.number == number) {
      return before;
    }
    Known fresh = new Known(number, AppLimits.of(view).within(most).quota(view));
    known.set(fresh);
    return fresh;
  }
}
