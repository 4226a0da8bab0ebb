package skein.sync.exchange;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import skein.core.history.Frontier;
import skein.core.record.Dot;
import skein.core.replica.Received;
import skein.core.replica.Replica;
import skein.core.replica.Snapshot;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;

/// The side that takes. Each page is integrated in a transaction of its own. Confined to its
/// session.
final class Pulling implements Role {
  private enum Turn {
    OFFER,
    PAGE
  }

  private final Replica replica;
  private final @Nullable Since before;
  private final Tally tally = new Tally();
  private Turn turn = Turn.OFFER;
  private Duration clockAhead = Duration.ZERO;
  private Intake intake = Intake.NOTHING_ASKED;
  private long pages;
  private Message.@Nullable Offer offer;
  private @Nullable Since since;
  private Bytes ours = Bytes.EMPTY;
  private @Nullable Bytes theirs;

  Pulling(Replica replica, @Nullable Since before) {
    this.replica = replica;
    this.before = before;
  }

  private long nowMillis() {
    return replica.surroundings().clockMillis().getAsLong();
  }

  @Override
  public List<Message> opening() {
    Bytes digest = replica.frontier().digest();
    ours = digest;
    return List.of(new Message.Hello(replica.space(), nowMillis(), digest, before));
  }

  @Override
  public Step on(Message message) {
    return switch (message) {
      case Message.Same same when turn == Turn.OFFER -> {
        clockAhead = Duration.ofMillis(same.nowMillis() - nowMillis());
        since = same.at();
        theirs = ours;
        yield Step.end(new Ending.Same());
      }
      case Message.Offer offered when turn == Turn.OFFER -> want(offered);
      case Message.Page page when turn == Turn.PAGE -> take(page);
      case Message.Hello hello -> Step.outOfTurn(hello);
      case Message.Same same -> Step.outOfTurn(same);
      case Message.All all -> Step.outOfTurn(all);
      case Message.Offer offered -> Step.outOfTurn(offered);
      case Message.Want want -> Step.outOfTurn(want);
      case Message.Page page -> Step.outOfTurn(page);
      case Message.Ack ack -> Step.outOfTurn(ack);
      case Message.Done done -> Step.outOfTurn(done);
      case Message.Refuse refuse -> Step.outOfTurn(refuse);
    };
  }

  private Step want(Message.Offer offered) {
    if (offered.changed() && (before == null || offer != null)) {
      return Step.blame("only changed heads came where all were asked for");
    }
    offer = offered;
    theirs = offered.digest();
    clockAhead = Duration.ofMillis(offered.nowMillis() - nowMillis());
    SortedMap<ReplicaId, List<Dot>> have = replica.read(view -> lacking(view, offered.frontier()));
    if (have.isEmpty()) {
      return finished(offered);
    }
    intake = Intake.of(have.keySet(), offered.frontier());
    turn = Turn.PAGE;
    return Step.answer(new Message.Want(have));
  }

  /// All that was offered has been taken in. If only changes were, and what is here now is not what
  /// the sender has, there is more, or what must wait does so for lines that were not offered: all
  /// heads must tell.
  private Step finished(Message.Offer offered) {
    if (offered.changed() && !replica.frontier().digest().equals(offered.digest())) {
      turn = Turn.OFFER;
      tally.beginAgain();
      return Step.answer(new Message.All());
    }
    since = tally.isWaiting() ? null : offered.at();
    return Step.end(new Message.Done(), new Ending.Complete());
  }

  /// The replicas of which a head is not here, each with points that are.
  private static SortedMap<ReplicaId, List<Dot>> lacking(Snapshot view, Frontier offered) {
    SortedMap<ReplicaId, List<Dot>> have = new TreeMap<>();
    offered
        .heads()
        .forEach(
            (replica, heads) -> {
              if (!heads.stream().allMatch(view::has)) {
                have.put(replica, view.points(replica));
              }
            });
    return have;
  }

  private Step take(Message.Page page) {
    if (page.page() != pages) {
      return Step.blame("page " + page.page() + " came, not page " + pages);
    }
    pages++;
    Intake.Parsed parsed = intake.parse(page);
    Received received = replica.receive(parsed.lines());
    tally.add(received);
    intake = intake.after(parsed.lines().size(), received);
    if (received.blamesSender()) {
      return Step.blame("page " + page.page() + " holds forged lines: " + tally.lastForged());
    }
    String fault = parsed.fault();
    if (fault != null) {
      return Step.blame("page " + page.page() + ": " + fault);
    }
    Message.Offer offered = offer;
    return page.last() && offered != null
        ? finished(offered)
        : Step.answer(new Message.Ack(page.page()));
  }

  @Override
  public Received received() {
    return tally.received();
  }

  @Override
  public long sent() {
    return 0;
  }

  @Override
  public Duration clockAhead() {
    return clockAhead;
  }

  @Override
  public @Nullable Since since() {
    return since;
  }

  @Override
  public @Nullable Bytes theirs() {
    return theirs;
  }
}
