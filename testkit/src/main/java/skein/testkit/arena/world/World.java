package skein.testkit.arena.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import skein.core.history.Line;
import skein.core.record.RecordKey;
import skein.core.replica.Identity;
import skein.core.replica.MemoryStore;
import skein.core.replica.Reading;
import skein.core.replica.Received;
import skein.core.replica.Remark;
import skein.core.replica.StoredChangeset;
import skein.core.value.ReplicaId;
import skein.sync.ending.Ending;
import skein.sync.exchange.Result;
import skein.sync.exchange.Session;
import skein.testkit.FakeKeys;
import skein.testkit.arena.model.Broken;
import skein.testkit.arena.model.Ledger;
import skein.testkit.arena.plan.Net;
import skein.testkit.arena.plan.Script;
import skein.testkit.arena.plan.Verb;

/// One run: actors, their common time, and what happens to them. Throws [Broken] when a law does
/// not hold. Confined.
public final class World {
  static final long START_MILLIS = 1_795_000_000_000L;
  private static final int MOST_ACTORS = 9;
  private static final int CURSOR_EVERY = 12;
  private static final int SLOW_EVERY = 70;
  private static final long MINUTE_MILLIS = 60_000;

  private final Script script;
  private final Tally tally;
  private final @Nullable Consumer<String> trace;
  final Ledger ledger = new Ledger();
  final FakeKeys keys;
  final Owner owner;
  final Arrivals arrivals;
  final List<Actor> actors = new ArrayList<>();
  private final Attacker attacker;
  private final Writer writer;
  private final Places places;
  private final Oblivion oblivion;
  final Board board;
  private long millis = START_MILLIS;
  // The furthest that any clock has stood: somebody may have written then.
  private long latestMillis = START_MILLIS;
  private int mask;

  private World(Script script, Tally tally, @Nullable Consumer<String> trace) {
    this.script = script;
    this.tally = tally;
    this.trace = trace;
    this.keys = new FakeKeys(script.seed());
    this.owner = Owner.of(keys, script);
    this.arrivals = new Arrivals(ledger, keys, owner.space());
    this.attacker = new Attacker(owner, ledger);
    this.writer = new Writer(this, tally);
    this.places = new Places(script.seed(), tally);
    this.oblivion = new Oblivion(this, tally);
    this.board = new Board(this, tally);
  }

  /// Runs a script to its end. `trace`: takes a line for whatever happens.
  public static void run(Script script, Tally tally, @Nullable Consumer<String> trace) {
    World world = new World(script, tally, trace);
    world.open();
    int count = 0;
    for (Verb verb : script.verbs()) {
      world.millis += count % 3 == 0 ? 0 : MINUTE_MILLIS;
      world.step(verb, count++);
    }
    world.say("the end: all meet");
    new Finale(world, tally).play(script.seed());
  }

  private void open() {
    if (owner.isGranted()) {
      tally.add(Happening.GRANTED_SPACE);
    }
    for (int i = 0; i < script.actors(); i++) {
      List<String> types = i % 4 == 2 ? List.of() : List.of(i % 4 == 3 ? "a" : "*");
      Identity identity = owner.identity(types);
      Actor actor = actor(new MemoryStore(owner.charter().json(), identity, "epoch " + i));
      actor.shelf = script.posts() ? new Shelf("posts " + i) : null;
      actors.add(actor);
    }
    if (script.posts()) {
      tally.add(Happening.SPACE_WITH_POSTS);
    }
  }

  Actor actor(MemoryStore disk) {
    return new Actor(disk, keys, () -> millis);
  }

  void say(String what) {
    if (trace != null) {
      trace.accept(what);
    }
  }

  private int index(int who) {
    return Math.floorMod(who, actors.size());
  }

  private void step(Verb verb, int count) {
    int who = index(verb.who());
    Actor actor = actors.get(who);
    say("%3d  actor %d %s".formatted(count, who, verb));
    act(verb, actor);
    if (count % CURSOR_EVERY == 0) {
      Views.cursor(actor);
    }
    if (count % SLOW_EVERY == SLOW_EVERY - 1) {
      actor.replica.read(
          snapshot -> {
            Views.slow(ledger, snapshot);
            return actor;
          });
    }
  }

  private void act(Verb verb, Actor actor) {
    switch (verb) {
      case Verb.Write write -> writer.write(actor, write);
      case Verb.Batch batch -> writer.batch(actor, batch);
      case Verb.Undo undo -> writer.undo(actor, undo);
      case Verb.Settle settle -> writer.settle(actor, settle);
      case Verb.Describe describe -> writer.describe(actor, describe);
      case Verb.Retire retire -> writer.retire(actor);
      case Verb.Look look -> look(actor, look.key());
      case Verb.Meet meet -> meet(actor, meet);
      case Verb.Shallow shallow -> takeShallowly(actor, shallow);
      case Verb.Retain retain -> oblivion.retain(actor, retain);
      case Verb.Forget forget -> oblivion.forget(actor);
      case Verb.Anew anew -> writer.anew(actor, anew);
      case Verb.Split split -> {
        mask = split.mask();
        tally.add(Happening.PARTITION);
      }
      case Verb.Jump jump -> {
        actor.skewMillis += jump.millis();
        latestMillis = Math.max(latestMillis, actor.nowMillis());
        tally.add(Happening.CLOCK_JUMP);
      }
      case Verb.Crash crash -> actor.crashAt(crash.at());
      case Verb.Restart restart -> restart(actor);
      case Verb.Copy copy -> copy(actor);
      case Verb.Save save -> actor.save();
      case Verb.Restore restore -> {
        if (actor.restore()) {
          tally.add(Happening.RESTORED);
          board.restored();
        }
      }
      case Verb.Grant grant -> grant(actor, grant);
      case Verb.Attack attack -> attack(actor, attack);
      case Verb.Post post -> board.post(actor, post);
      case Verb.Upvote upvote -> board.upvote(actor, upvote);
      case Verb.BadPost bad -> board.refuse(actor, bad);
    }
  }

  private void look(Actor actor, RecordKey key) {
    actor
        .replica
        .read(snapshot -> snapshot.record(key).map(skein.core.replica.Found::dots))
        .ifPresent(dots -> actor.looks.put(key, dots));
  }

  private void restart(Actor actor) {
    actor.restart();
    Arrivals.keepsAll(actor);
    tally.add(Happening.RESTART);
  }

  private void copy(Actor actor) {
    if (actors.size() < MOST_ACTORS) {
      Actor twin = actor(actor.disk.copy());
      twin.skewMillis = actor.skewMillis;
      twin.acknowledged = new ArrayList<>(actor.acknowledged);
      twin.forgetReaders();
      twin.shelf = actor.copiedShelf();
      actors.add(twin);
      tally.add(Happening.COPIED);
    }
  }

  private void grant(Actor actor, Verb.Grant grant) {
    if (owner.isGranted()) {
      try {
        actor.replica.adopt(owner.identity(grant.types()));
        tally.add(Happening.GRANT);
      } catch (Crash crash) {
        tally.add(Happening.CRASH_IN_WRITE);
        afterCrash(actor, crash, null);
      }
    }
  }

  private void meet(Actor actor, Verb.Meet meet) {
    int other = index(meet.other());
    if (!canMeet(actor, other)) {
      return;
    }
    SplittableRandom dice = new SplittableRandom(meet.salt());
    transfer(actor, actors.get(other), meet.net(), dice);
    if (meet.both()) {
      transfer(actors.get(other), actor, meet.net(), dice);
    }
  }

  private boolean canMeet(Actor one, int other) {
    int who = actors.indexOf(one);
    if (who != other && ((mask >> who) & 1) != ((mask >> other) & 1)) {
      tally.add(Happening.MEETING_PREVENTED);
      return false;
    }
    return who != other;
  }

  private void takeShallowly(Actor actor, Verb.Shallow shallow) {
    int other = index(shallow.other());
    if (canMeet(actor, other)) {
      SplittableRandom dice = new SplittableRandom(shallow.salt());
      Actor from = actors.get(other);
      Deque<Verb.Write> writes = new ArrayDeque<>(shallow.meanwhile());
      Runnable meanwhile =
          () -> {
            Verb.Write next = writes.pollFirst();
            if (next != null) {
              writer.write(from, next);
            }
          };
      transferShallowly(new Way(from, actor), shallow.net(), dice, meanwhile);
    }
  }

  /// From whom to whom something goes.
  record Way(Actor from, Actor to) {}

  private boolean transferShallowly(Way way, Net net, SplittableRandom dice, Runnable meanwhile) {
    tally.add(Happening.TRANSFER);
    Actor to = way.to();
    Session taker = Session.pullShallow(Board.held(to));
    Session giver = Session.serve(Board.held(way.from()), net.page());
    Wire wire = new Wire(taker, giver, net.troubles(), dice, tally);
    boolean came = exchange(way, wire, meanwhile);
    tally.add(came ? Happening.SHALLOW : Happening.SHALLOW_LEFT_OUT);
    if (came) {
      oblivion.seesAll(to);
    }
    return came;
  }

  /// A transfer at the end, when all that anybody has must come to all.
  boolean transferAtLast(Actor from, Actor to, SplittableRandom dice) {
    return Oblivion.keepsEveryBody(from)
        ? transfer(from, to, Net.CLEAN, dice)
        : transferShallowly(new Way(from, to), Net.CLEAN, dice, () -> {});
  }

  /// Brings what `to` lacks from `from`. True if something came.
  boolean transfer(Actor from, Actor to, Net net, SplittableRandom dice) {
    tally.add(Happening.TRANSFER);
    if (net.has(Net.Trouble.TAMPER)) {
      return tampered(from, to, net, dice);
    }
    Session taker = Session.pull(Board.held(to), places.next(from, to));
    Session giver = Session.serve(Board.held(from), net.page());
    Wire wire = new Wire(taker, giver, net.troubles(), dice, tally);
    return exchange(new Way(from, to), wire, () -> {});
  }

  /// `meanwhile`: what else happens between two messages.
  private boolean exchange(Way way, Wire wire, Runnable meanwhile) {
    Actor from = way.from();
    Actor to = way.to();
    ReplicaId[] self = {to.replica.id()};
    int[] came = {0};
    Runnable arrived =
        () -> {
          List<StoredChangeset> news = arrivals.check(to, null);
          if (!news.isEmpty()) {
            came[0] += news.size();
            renews(to, self[0], news);
            self[0] = to.replica.id();
          }
        };
    Optional<Shelf.Content> gave = Board.before(from);
    Optional<Shelf.Content> took = Board.before(to);
    boolean more = true;
    try {
      while (more) {
        more = wire.step(arrived);
        meanwhile.run();
      }
    } catch (Crash crash) {
      tally.add(Happening.CRASH_IN_TRANSFER);
      afterCrash(to, crash, null);
      return true;
    }
    Result result = wire.result();
    if (gave.isPresent() && took.isPresent()) {
      board.met(way, gave.get(), took.get(), result);
    }
    say("       from %d: %s".formatted(actors.indexOf(from), result));
    remarks(result.received());
    places.keep(from, to, result.since());
    if (result.ending() instanceof Ending.Failed failed && failed.peerAtFault()) {
      throw new Broken("honest senders are not blamed", result.toString());
    }
    if (result.received().integrated() != came[0]) {
      throw new Broken("integration is counted", result + ", " + came[0] + " in the log");
    }
    return came[0] > 0;
  }

  /// Somebody changes lines on the way: the receiver takes them without a session.
  private boolean tampered(Actor from, Actor to, Net net, SplittableRandom dice) {
    boolean came = false;
    for (List<Line> page : Exchange.pages(from.replica, to.replica.frontier(), net, dice, tally)) {
      Optional<Received> received = receive(to, page);
      if (received.isEmpty() || received.get().blamesSender()) {
        return came;
      }
      came |= received.get().integrated() > 0;
    }
    return came;
  }

  private void attack(Actor actor, Verb.Attack attack) {
    List<Line> lines = attacker.lines(attack.kind(), millis, new SplittableRandom(attack.salt()));
    tally.add(Happening.valueOf("ATTACK_" + attack.kind()));
    receive(actor, lines);
  }

  /// Takes lines in and checks the laws of arrival; empty if the process died.
  Optional<Received> receive(Actor actor, List<Line> lines) {
    ReplicaId self = actor.replica.id();
    try {
      Received received = actor.replica.receive(lines);
      say("       " + (received.integrated() + " integrated ") + received.remarks());
      remarks(received);
      List<StoredChangeset> news = arrivals.check(actor, null);
      renews(actor, self, news);
      if (received.renewed() == actor.replica.id().equals(self)) {
        throw new Broken("who meets lines of its own renews", received.toString());
      }
      if (news.size() != received.integrated()) {
        throw new Broken("integration is counted", received + ", " + news.size() + " in the log");
      }
      return Optional.of(received);
    } catch (Crash crash) {
      tally.add(Happening.CRASH_IN_TRANSFER);
      afterCrash(actor, crash, null);
      return Optional.empty();
    }
  }

  private void remarks(Received received) {
    for (Remark remark : received.remarks()) {
      tally.add(
          switch (remark.kind()) {
            case VOID -> Happening.VOID;
            case HELD -> Happening.HELD;
            case FORGED -> Happening.FORGED;
            case FORK -> Happening.FORK;
          });
    }
    if (received.renewed()) {
      tally.add(Happening.RENEWED);
    }
  }

  private static void renews(Actor actor, ReplicaId self, List<StoredChangeset> news) {
    boolean met = news.stream().anyMatch(line -> line.dot().replica().equals(self));
    boolean changed = !actor.replica.id().equals(self);
    if (met != changed) {
      throw new Broken(
          "who meets lines of its own renews", self + (met ? " met its own" : " met nobody"));
    }
  }

  /// The process died: it starts again, and what stands on the disk is all or nothing.
  void afterCrash(Actor actor, Crash crash, Arrivals.@Nullable Author author) {
    say("       dies " + crash.getMessage());
    actor.restart();
    Arrivals.keepsAll(actor);
    if (!"after the commit".equals(crash.getMessage())) {
      long logged = actor.logged;
      arrivals.check(actor, null);
      if (actor.logged != logged) {
        throw new Broken("a torn write leaves no trace", "there are lines of it in the log");
      }
    } else {
      tally.add(Happening.CRASH_AFTER_COMMIT);
      arrivals.check(actor, author);
    }
    Arrivals.coversAll(actor);
    Views.cursor(actor);
  }

  /// The charter, who everybody is, and what time it is at the end.
  long settleClocks() {
    for (Actor actor : actors) {
      latestMillis = Math.max(latestMillis, actor.nowMillis());
    }
    millis = latestMillis + 3 * 86_400_000L;
    actors.forEach(actor -> actor.skewMillis = 0);
    return millis;
  }

  Map<RecordKey, Effects.RecordState> states(Actor actor, Set<RecordKey> records) {
    return actor.replica.read(
        snapshot -> {
          Map<RecordKey, Effects.RecordState> states = new HashMap<>();
          records.forEach(key -> states.put(key, Effects.state(snapshot, key)));
          return states;
        });
  }

  Identity identity(Actor actor) {
    return actor.disk.read(Reading::identity);
  }
}
