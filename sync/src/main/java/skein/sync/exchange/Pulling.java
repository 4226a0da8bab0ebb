package skein.sync.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import skein.core.history.Frontier;
import skein.core.history.Line;
import skein.core.record.Dot;
import skein.core.replica.Received;
import skein.core.replica.Replica;
import skein.core.replica.Retention;
import skein.core.replica.ShallowPage;
import skein.core.replica.Snapshot;
import skein.core.replica.StoredChangeset;
import skein.core.replica.Wants;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.sync.ending.Ending;

/// The side that takes. Each page is integrated in a transaction of its own. Confined to its
/// session.
final class Pulling implements Role {
  private enum Turn {
    OFFER,
    PAGE,
    FILLED
  }

  private final Replica replica;
  private final @Nullable Since before;
  private final boolean posts;
  private final Bound bound;
  private final boolean told;
  private final Retention retention;
  private final boolean fills;
  private @Nullable Aside aside;
  private long filledTo;
  private final Tally tally = new Tally();
  private Turn turn = Turn.OFFER;
  private Duration clockAhead = Duration.ZERO;
  private Intake intake = Intake.NOTHING_ASKED;
  private long pages;
  private Message.@Nullable Offer offer;
  private @Nullable Since since;
  private List<StoredChangeset> asked = List.of();
  private Bytes ours = Bytes.EMPTY;
  private @Nullable Bytes theirs;

  /// `told`: somebody wants no more than what merge reads, whatever the retention says.
  Pulling(Held held, @Nullable Since before, boolean told) {
    this.replica = held.replica();
    this.posts = held.posts().isPresent();
    this.bound = held.bound();
    this.told = told;
    this.retention = replica.retention();
    this.before = lacksBodies() ? null : before;
    this.fills = !lacksBodies() && !replica.gaps(0, 1).isEmpty();
  }

  /// True if lines may come without their bodies, purged or not.
  private boolean lacksBodies() {
    return told || !retention.keepsAll();
  }

  private long nowMillis() {
    return replica.surroundings().clockMillis().getAsLong();
  }

  @Override
  public List<Message> opening() {
    Bytes digest = replica.frontier().digest();
    ours = digest;
    return List.of(new Message.Hello(replica.space(), posts, nowMillis(), digest, before, fills));
  }

  @Override
  public Step on(Message message) {
    return switch (message) {
      case Message.Same same when turn == Turn.OFFER -> {
        clockAhead = Duration.ofMillis(same.nowMillis() - nowMillis());
        since = same.at();
        theirs = ours;
        yield fills ? askForBodies() : Step.end(new Ending.Same());
      }
      case Message.Offer offered when turn == Turn.OFFER -> want(offered);
      case Message.Page page when turn == Turn.PAGE -> take(page);
      case Message.Filled filled when turn == Turn.FILLED -> fill(filled);
      case Message.Hello hello -> Step.outOfTurn(hello);
      case Message.Same same -> Step.outOfTurn(same);
      case Message.All all -> Step.outOfTurn(all);
      case Message.Offer offered -> Step.outOfTurn(offered);
      case Message.Want want -> Step.outOfTurn(want);
      case Message.Page page -> Step.outOfTurn(page);
      case Message.Ack ack -> Step.outOfTurn(ack);
      case Message.Fill fill -> Step.outOfTurn(fill);
      case Message.Filled filled -> Step.outOfTurn(filled);
      case Message.Done done -> Step.outOfTurn(done);
      case Message.Posts posts -> Step.outOfTurn(posts);
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
    if (lacksBodies() || offered.purged()) {
      return wantShallow(offered);
    }
    intake = Intake.of(have.keySet(), offered.frontier());
    turn = Turn.PAGE;
    return Step.answer(new Message.Want(have, Wants.Bodies.ALL));
  }

  /// Asks for whatever the sender has and will get until the last page: what it says of records is
  /// of that time. So it must know what is here of every replica.
  private Step wantShallow(Message.Offer offered) {
    if (offered.changed()) {
      return Step.answer(new Message.All());
    }
    aside = new Aside(replica);
    intake = Intake.OF_ALL;
    turn = Turn.PAGE;
    boolean live = told || retention.equals(Retention.LATEST);
    return Step.answer(
        new Message.Want(
            replica.read(view -> all(view, offered.frontier())),
            live ? Wants.Bodies.LIVE : Wants.Bodies.HERE));
  }

  /// Of every replica that is known here a place that the sender has, or places among which it will
  /// find one.
  private static SortedMap<ReplicaId, List<Dot>> all(Snapshot view, Frontier offered) {
    SortedMap<ReplicaId, List<Dot>> have = new TreeMap<>();
    view.frontier()
        .heads()
        .keySet()
        .forEach(
            replica -> {
              List<Dot> heads = offered.of(replica);
              boolean hasAll = !heads.isEmpty() && heads.stream().allMatch(view::has);
              have.put(replica, hasAll ? heads : view.points(replica));
            });
    return have;
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
    return fills ? askForBodies() : Step.end(new Message.Done(), new Ending.Complete());
  }

  private Step askForBodies() {
    List<StoredChangeset> gaps = replica.gaps(filledTo, Limits.MAX_GAPS);
    if (gaps.isEmpty()) {
      return Step.end(new Message.Done(), new Ending.Complete());
    }
    turn = Turn.FILLED;
    asked = gaps;
    return Step.answer(new Message.Fill(gaps.stream().map(StoredChangeset::dot).toList()));
  }

  /// Goes on as long as the sender has any of what is lacking.
  private Step fill(Message.Filled filled) {
    Intake.Parsed parsed = Intake.OF_ALL.parseLines(filled.page());
    int fitting = replica.fill(parsed.lines());
    String fault = parsed.fault();
    if (fault != null || fitting < parsed.lines().size() || filled.looked() > asked.size()) {
      return Step.blame("bodies came that do not fit: " + fault);
    }
    if (fitting == 0 || filled.looked() == 0) {
      return Step.end(new Message.Done(), new Ending.Complete());
    }
    filledTo = asked.get(filled.looked() - 1).number();
    return askForBodies();
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
    Aside kept = aside;
    if (kept != null) {
      return keep(page, kept);
    }
    if (page.beside() != null) {
      return Step.blame("page " + page.page() + " is one of a shallow transfer");
    }
    Intake.Parsed parsed = intake.parse(page);
    Optional<String> objection = bound.objection(List.of(whole(parsed.lines())));
    if (objection.isPresent()) {
      return Step.refuse(objection.get());
    }
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

  private static ShallowPage whole(List<Line> lines) {
    return new ShallowPage(lines, Set.of(), List.of(), Frontier.EMPTY);
  }

  /// Keeps a page of a shallow transfer aside; with the last, all are taken in.
  private Step keep(Message.Page page, Aside kept) {
    String fault = faultOfShallow(page, kept);
    Message.Offer offered = offer;
    if (fault != null || offered == null) {
      kept.close();
      return Step.blame("page " + page.page() + ": " + fault);
    }
    kept.add(page);
    if (kept.isFull()) {
      kept.close();
      return Step.refuse("the transfer is too large to be kept aside");
    }
    if (!page.last()) {
      return Step.answer(new Message.Ack(page.page()));
    }
    aside = null;
    Received received;
    try (kept) {
      Optional<String> objection = bound.objection(kept);
      if (objection.isPresent()) {
        return Step.refuse(objection.get());
      }
      received = replica.receiveShallow(kept, lacksBodies());
    }
    tally.add(received);
    return received.blamesSender()
        ? Step.blame("the transfer holds forged lines: " + tally.lastForged())
        : finished(offered);
  }

  private @Nullable String faultOfShallow(Message.Page page, Aside kept) {
    Message.Beside beside = page.beside();
    if (beside == null || (kept.isEmpty() && beside.frontier() == null)) {
      return "it does not tell what a shallow transfer must";
    }
    return intake.parse(page).fault();
  }

  @Override
  public boolean goesOn() {
    return posts;
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
