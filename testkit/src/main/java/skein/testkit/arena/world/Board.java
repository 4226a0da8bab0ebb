package skein.testkit.arena.world;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import skein.core.history.Frontier;
import skein.core.post.Admitted;
import skein.core.post.MemoryPostStore;
import skein.core.post.Offer;
import skein.core.post.Post;
import skein.core.post.PostHead;
import skein.core.post.PostId;
import skein.core.post.Posts;
import skein.core.post.Rank;
import skein.core.post.Work;
import skein.core.value.Bytes;
import skein.core.value.SpaceId;
import skein.sync.ending.Ending;
import skein.sync.exchange.Held;
import skein.sync.exchange.Result;
import skein.sync.posts.Meter;
import skein.sync.posts.PostSession;
import skein.sync.posts.PostSide;
import skein.testkit.arena.model.Broken;
import skein.testkit.arena.model.PostLedger;
import skein.testkit.arena.plan.Verb;

/// The laws about posts: the set is the union of what was made, less what size evicts; nothing else
/// is lost, whatever is cut; the floor only rises; content is never touched. Confined.
final class Board {
  private static final int TOO_LARGE_BYTES = 200;
  private static final int FAR_AHEAD_SECONDS = 62;
  private static final byte DONE = 'd';
  private final World world;
  private final Tally tally;
  private final PostLedger ledger = new PostLedger();
  private boolean lost;

  Board(World world, Tally tally) {
    this.world = world;
    this.tally = tally;
  }

  /// What an actor brings to a session.
  static Held held(Actor actor) {
    return Held.of(actor.replica, Optional.ofNullable(actor.shelf).map(shelf -> shelf.posts));
  }

  /// Before a session; empty in a space without posts.
  static Optional<Shelf.Content> before(Actor actor) {
    return Optional.ofNullable(actor.shelf).map(Shelf::content);
  }

  void post(Actor actor, Verb.Post verb) {
    byte[] data = new byte[verb.bytes()];
    new Random(verb.salt()).nextBytes(data);
    make(actor, Post.of("t", Bytes.of(data)), verb.salt());
  }

  void upvote(Actor actor, Verb.Upvote verb) {
    ledger.pick(verb.pick()).ifPresent(post -> make(actor, post, verb.salt()));
  }

  private void make(Actor actor, Post post, long salt) {
    Shelf shelf = actor.shelf;
    if (shelf == null) {
      return;
    }
    Work work = work(actor, salt);
    ledger.add(post, work);
    Admitted answer = admit(actor, shelf, new Offer.Whole(post, work));
    switch (answer) {
      case Admitted.Taken one -> tally.add(one.isNew() ? Happening.POSTED : Happening.UPVOTED);
      case Admitted.Known known -> tally.add(Happening.UPVOTED_IN_VAIN);
      case Admitted.TooLow low -> tally.add(Happening.POST_TOO_LOW);
      case Admitted.Missing missing -> throw new Broken("own posts are taken", answer.toString());
      case Admitted.Refused refused -> throw new Broken("own posts are taken", answer.toString());
    }
  }

  private static Work work(Actor actor, long salt) {
    return new Work(actor.nowMillis() / 1000 - 2, salt & 0xffff_ffffL);
  }

  private Admitted admit(Actor actor, Shelf shelf, Offer offer) {
    Frontier frontier = actor.replica.frontier();
    Shelf.Content before = shelf.content();
    Admitted answer = shelf.posts.admit(List.of(offer), actor.nowMillis()).getFirst();
    check(actor, before);
    if (!actor.replica.frontier().equals(frontier)) {
      throw new Broken("posts leave content alone", frontier.toString());
    }
    return answer;
  }

  /// After anything that may have brought posts.
  void check(Actor actor, Shelf.Content before) {
    Shelf shelf = actor.shelf;
    if (shelf == null) {
      return;
    }
    Shelf.Content now = shelf.content();
    Optional<Rank> floor = now.floor();
    if (before
        .floor()
        .filter(old -> floor.filter(r -> r.compareTo(old) >= 0).isEmpty())
        .isPresent()) {
      throw new Broken("the floor only rises", before.floor() + ", now " + floor);
    }
    for (PostHead head : now.heads().values()) {
      ledger.requireMade(head);
      if (isBelow(floor, head)) {
        throw new Broken("all posts rank above the floor", head + ", floor " + floor);
      }
    }
    before.heads().values().forEach(head -> keeps(head, now));
    shelf.follow(now);
  }

  private void keeps(PostHead head, Shelf.Content now) {
    PostHead after = now.heads().get(head.id());
    if (after == null && !isBelow(now.floor(), head)) {
      throw new Broken("only size evicts", head + " is gone, floor " + now.floor());
    }
    if (after == null) {
      tally.add(Happening.EVICTED);
    } else if (after.score().compareTo(head.score()) < 0) {
      throw new Broken("a score never falls", head + ", now " + after);
    }
  }

  private static boolean isBelow(Optional<Rank> floor, PostHead head) {
    return floor.filter(rank -> head.rank().compareTo(rank) <= 0).isPresent();
  }

  /// After a session in which `to` pulled from `from`.
  void met(World.Way way, Shelf.Content gave, Shelf.Content took, Result result) {
    Actor from = way.from();
    Actor to = way.to();
    check(from, gave);
    check(to, took);
    Shelf here = to.shelf;
    Shelf there = from.shelf;
    if (here == null || there == null) {
      return;
    }
    count(result);
    Shelf.Content now = here.content();
    if (now.lastOrder() - took.lastOrder() != result.posts().taken() + result.posts().raised()) {
      throw new Broken("posts that come are counted", result.posts().toString());
    }
    if (result.isComplete()) {
      alike(to, now, from, there.content());
    }
  }

  private void count(Result result) {
    if (result.posts().taken() > 0) {
      tally.add(Happening.POSTS_CAME);
    }
    if (result.posts().raised() > 0) {
      tally.add(Happening.SCORES_CAME);
    }
    if (result.posts().sent() > 0) {
      tally.add(Happening.POSTS_WENT);
    }
    if (result.posts().ending() instanceof Ending.Open) {
      tally.add(Happening.POSTS_CUT);
    }
  }

  /// After a whole session both have the same of what both would take.
  private static void alike(Actor one, Shelf.Content ones, Actor other, Shelf.Content others) {
    long latest = Math.min(latestSeconds(one), latestSeconds(other));
    if (!taken(ones, others, latest).equals(taken(others, ones, latest))) {
      throw new Broken("a session makes posts alike", ones + "\n  not " + others);
    }
  }

  private static long latestSeconds(Actor actor) {
    return (actor.nowMillis() + Posts.MAX_AHEAD_MILLIS) / 1000;
  }

  /// Those above the other's floor, without what either holds by a work too late for one of them.
  private static Map<PostId, PostHead> taken(Shelf.Content of, Shelf.Content by, long latest) {
    Map<PostId, PostHead> heads = new TreeMap<>(of.heads());
    heads.values().removeIf(head -> isBelow(by.floor(), head) || isLate(head, latest));
    by.heads().values().stream()
        .filter(head -> isLate(head, latest))
        .forEach(head -> heads.remove(head.id()));
    return heads;
  }

  private static boolean isLate(PostHead head, long latest) {
    return head.work().timeSeconds() > latest;
  }

  /// A faulty peer, or program, brings what is to be refused: nothing changes by it.
  void refuse(Actor actor, Verb.BadPost bad) {
    Shelf shelf = actor.shelf;
    if (shelf == null) {
      return;
    }
    Shelf.Content before = shelf.content();
    boolean refused =
        switch (bad.fault()) {
          case FUTURE -> {
            Work late = new Work(actor.nowMillis() / 1000 + FAR_AHEAD_SECONDS, 1);
            yield isRefused(admit(actor, shelf, new Offer.Whole(Post.of("t", Bytes.EMPTY), late)));
          }
          case TOO_LARGE -> {
            Post large = Post.of("t", Bytes.of(new byte[TOO_LARGE_BYTES]));
            yield isRefused(admit(actor, shelf, new Offer.Whole(large, work(actor, bad.salt()))));
          }
          case UNKNOWN -> {
            PostId nobodys = new PostId(Bytes.sha256(Bytes.ofText("nobody's " + bad.salt())));
            Offer raise = new Offer.Raise(nobodys, work(actor, bad.salt()));
            yield admit(actor, shelf, raise) instanceof Admitted.Missing;
          }
          case CUT_OFF, OTHER_SPACE, OUT_OF_TURN -> isLeft(actor, bad.fault());
        };
    if (!refused || !shelf.content().equals(before)) {
      throw new Broken("bad posts are refused", bad + " was not");
    }
    tally.add(Happening.valueOf("BAD_POST_" + bad.fault()));
  }

  private static boolean isRefused(Admitted answer) {
    return answer instanceof Admitted.Refused;
  }

  private boolean isLeft(Actor actor, Verb.BadPost.Fault fault) {
    PostSession session = PostSession.answer(held(actor).posts().orElseThrow());
    byte[] first = PostSession.open(stranger(actor, fault)).opening().getFirst();
    byte[] said =
        switch (fault) {
          case OUT_OF_TURN -> new byte[] {DONE, 0, 0, 0, 0};
          case CUT_OFF -> Arrays.copyOf(first, first.length - 1);
          default -> first;
        };
    session.receive(said);
    return session.result().ending() instanceof Ending.Failed;
  }

  private PostSide stranger(Actor actor, Verb.BadPost.Fault fault) {
    SpaceId space =
        fault == Verb.BadPost.Fault.OTHER_SPACE
            ? SpaceId.ofCharter(new byte[] {1})
            : world.owner.space();
    Posts nothing = Posts.open(new MemoryPostStore("stranger"), Shelf.ROOM);
    Bytes salt = Bytes.of(new byte[16]);
    return new PostSide(space, nothing, actor::nowMillis, () -> salt, new Meter(actor::nowMillis));
  }

  /// A folder was put back: what stood only there is gone with it.
  void restored() {
    lost = true;
  }

  /// What all should hold when they have met.
  Map<PostId, PostHead> expected() {
    return lost
        ? PostLedger.kept(contents().map(Shelf.Content::heads).toList(), floor(), Shelf.ROOM)
        : ledger.kept(Shelf.ROOM);
  }

  private Stream<Shelf.Content> contents() {
    return world.actors.stream().flatMap(actor -> before(actor).stream());
  }

  private Optional<Rank> floor() {
    return contents().flatMap(content -> content.floor().stream()).max(Rank::compareTo);
  }

  /// All have met: they hold the same, but for what ranks below the highest floor. A post that fell
  /// out where it was made has never travelled; whoever did not have it may hold lower ones.
  void allHave(Map<PostId, PostHead> expected) {
    Optional<Rank> floor = floor();
    contents()
        .forEach(
            content -> {
              Map<PostId, PostHead> high = new TreeMap<>(content.heads());
              high.values().removeIf(head -> isBelow(floor, head));
              if (!high.equals(expected)) {
                throw new Broken(
                    "posts are the union less what size evicts", high + "\n  not " + expected);
              }
            });
  }
}
