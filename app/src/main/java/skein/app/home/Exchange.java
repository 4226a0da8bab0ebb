package skein.app.home;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import skein.app.home.Meeting.Call;
import skein.app.home.Meeting.Outcome;
import skein.app.home.Meeting.Since;
import skein.app.home.PeerBook.Account;
import skein.app.home.PeerBook.InStep;
import skein.app.home.PeerBook.Moved;
import skein.app.home.PeerBook.Standing;
import skein.core.replica.Remark;
import skein.core.value.SpaceId;

/// Meets peers of one space, and writes down in its [PeerBook] what came of it. Confined to one
/// thread.
public final class Exchange {
  /// Clocks that differ by more are worth telling people.
  public static final Duration MOST_CLOCK_SKEW = Duration.ofMinutes(5);

  private final Home home;
  private final Meeting meeting;
  private final OpenSpace mine;

  /// Exchanges of this open space.
  public Exchange(Home home, Meeting meeting, OpenSpace mine) {
    this.home = home;
    this.meeting = meeting;
    this.mine = mine;
  }

  /// Takes from the peer what this replica lacks.
  public Outcome pull(SpaceBook.Peer peer, LongConsumer progress) {
    return pull(peer, false, progress);
  }

  /// The same, but no more than merge reads: without history.
  public Outcome pullShallow(SpaceBook.Peer peer, LongConsumer progress) {
    return pull(peer, true, progress);
  }

  private Outcome pull(SpaceBook.Peer peer, boolean shallow, LongConsumer progress) {
    Since since = home.peers(mine.entry().id()).of(peer.name()).since();
    Outcome outcome = meeting.pull(mine, new Call(peer, since, shallow), progress);
    pulled(peer, outcome);
    return outcome;
  }

  /// Writes down a pull that was made in another way.
  public void pulled(SpaceBook.Peer peer, Outcome outcome) {
    note(peer, outcome, before -> pulled(before, outcome));
  }

  /// Gives the peer what it lacks.
  public Outcome push(SpaceBook.Peer peer, LongConsumer progress) {
    Outcome outcome = meeting.push(mine, new Call(peer, null, false), progress);
    note(peer, outcome, before -> pushed(before, outcome));
    return outcome;
  }

  /// A peer that is met for the first time is remembered; one that could not be met is not.
  private void note(SpaceBook.Peer peer, Outcome outcome, UnaryOperator<Account> change) {
    SpaceId space = mine.entry().id();
    boolean known = home.book().of(space).flatMap(entry -> entry.peer(peer.name())).isPresent();
    if (!known && outcome instanceof Meeting.Met) {
      home.remember(space, peer);
    }
    if (known || outcome instanceof Meeting.Met) {
      home.note(space, peer.name(), change);
    }
  }

  /// Lines that were held are offered again at each pull; whatever else was said stays said.
  private Account pulled(Account before, Outcome outcome) {
    List<Remark> kept = new ArrayList<>(before.remarks());
    if (outcome instanceof Meeting.Met) {
      kept.removeIf(remark -> remark.kind() == Remark.Kind.HELD);
    }
    Since since = outcome instanceof Meeting.Met met ? met.since() : before.since();
    return after(
        before.moved(new Moved(outcome.lines(), before.moved().went()), since),
        kept,
        outcome,
        Standing.AHEAD);
  }

  private Account pushed(Account before, Outcome outcome) {
    Account moved = before.moved(new Moved(before.moved().came(), outcome.lines()), before.since());
    return after(moved, before.remarks(), outcome, Standing.BEHIND);
  }

  /// The account after a meeting. `otherwise`: how this replica stands if both have not the same.
  private Account after(Account before, List<Remark> kept, Outcome outcome, Standing otherwise) {
    long millis = mine.replica().surroundings().clockMillis().getAsLong();
    String now = Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    List<Remark> remarks = new ArrayList<>(kept);
    remarks.removeAll(outcome.remarks());
    remarks.addAll(outcome.remarks());
    return switch (outcome) {
      case Meeting.Broken broken -> before.failed(now, broken.reason(), remarks);
      case Meeting.Met met -> {
        String digest = mine.replica().frontier().digest().hex();
        InStep inStep = met.same() ? inStep(before.inStep(), now, digest) : before.inStep();
        Standing standing = met.same() ? Standing.IN_STEP : otherwise;
        yield before.met(now, remarks, new Account.At(standing, digest, inStep));
      }
    };
  }

  /// Since when both have had just this.
  private static InStep inStep(@Nullable InStep before, String now, String digest) {
    return before != null && before.digest().equals(digest) ? before : new InStep(now, digest);
  }
}
