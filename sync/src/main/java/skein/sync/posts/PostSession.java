package skein.sync.posts;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.core.post.Admitted;
import skein.core.post.Offer;
import skein.core.post.PostIndex;
import skein.core.post.Scope;
import skein.core.value.Bytes;
import skein.sync.ending.Ending;

/// One side of the reconciliation of posts, as a state machine: messages in, messages out
/// (spec/posts.md). When it is over both sides have what both would take.
///
/// Take [#opening] once and send it; hand every message that comes to [#receive] and send what it
/// returns; the session is over when [#isOver]. The sides take turns, one message each. It may be
/// dropped at any time: what came stays. Whatever bytes come, nothing is thrown but by the store.
/// Confined to one thread.
public final class PostSession {
  private final PostSide side;
  private final boolean opens;
  private final Bytes salt;
  private final Scope scope;
  private @Nullable Course course;
  private Ending ending = new Ending.Open();
  private int nextIn;
  private int nextOut;
  private int turns;
  private boolean saidMore;
  private int taken;
  private int raised;
  private int sent;

  /// What there is once the other side has said hello, at `startMillis`.
  record Course(
      Scope theirs,
      Differing differing,
      Comparing comparing,
      Giving giving,
      FromPeer fromPeer,
      long startMillis) {
    boolean isDone() {
      return comparing.isDone() && giving.isDone();
    }
  }

  private PostSession(PostSide side, boolean opens) {
    this.side = side;
    this.opens = opens;
    this.salt = side.salts().get();
    this.scope = Scope.of(side.posts(), side.clockMillis().getAsLong());
  }

  /// The side that speaks first.
  public static PostSession open(PostSide side) {
    return new PostSession(side, true);
  }

  /// The side that waits for the other's first message.
  public static PostSession answer(PostSide side) {
    return new PostSession(side, false);
  }

  /// What this side says first: a message if it opens, none if it answers. To be called once.
  public List<byte[]> opening() {
    return opens
        ? List.of(say(new Message.Hello(side.space(), salt, scope, List.of())))
        : List.of();
  }

  /// Takes a message from the other side; returns what to send it.
  public List<byte[]> receive(byte[] bytes) {
    if (isOver()) {
      return List.of();
    }
    return switch (Decoding.read(bytes)) {
      case Decoding.Decoded.Malformed malformed -> blame(malformed.reason());
      case Decoding.Decoded.Read read when read.number() < nextIn -> List.of();
      case Decoding.Decoded.Read read when read.number() > nextIn ->
          refuse("message " + nextIn + " is missing, " + read.number() + " came", false);
      case Decoding.Decoded.Read read -> {
        nextIn++;
        yield take(read.message(), bytes.length);
      }
    };
  }

  private List<byte[]> take(Message message, int size) {
    try {
      return switch (message) {
        case Message.Hello hello when course == null -> greet(hello);
        case Message.Turn turn when course != null -> take(turn, course, size);
        case Message.Done done when course != null && !saidMore -> end();
        case Message.Refuse(String reason) -> {
          ending = new Ending.Failed("the other side refused: " + reason, false);
          yield List.of();
        }
        case Message.Hello hello -> blame("a hello came out of turn");
        case Message.Turn turn -> blame("a turn came before the hello");
        case Message.Done done -> blame("the other side ended while more was to come");
      };
    } catch (AgainstRules e) {
      return blame(String.valueOf(e.getMessage()));
    }
  }

  private List<byte[]> greet(Message.Hello hello) {
    if (!hello.space().equals(side.space())) {
      return refuse("this is space " + side.space() + ", not " + hello.space(), false);
    }
    if (side.meter().isFlooded()) {
      return refuse("it has brought too many posts; come again later", false);
    }
    Course begun = begin(hello);
    course = begun;
    if (opens) {
      begun.comparing.take(hello.claims());
      return turn(begun, false);
    }
    return hello.claims().isEmpty()
        ? List.of(say(new Message.Hello(side.space(), salt, scope, begun.comparing.aboutAll())))
        : blame("the first message makes claims");
  }

  private Course begin(Message.Hello hello) {
    Bytes both = opens ? Bytes.sha256(salt, hello.salt()) : Bytes.sha256(hello.salt(), salt);
    Scope shared = scope.and(hello.scope());
    return side.posts()
        .store()
        .read(
            reading -> {
              PostIndex index = PostIndex.of(reading, shared, both);
              Differing differing = new Differing(index, shared);
              Giving giving = new Giving(differing);
              return new Course(
                  hello.scope(),
                  differing,
                  new Comparing(differing, giving),
                  giving,
                  new FromPeer(reading.lastOrder()),
                  side.clockMillis().getAsLong());
            });
  }

  private List<byte[]> take(Message.Turn turn, Course begun, int size) {
    if (!side.meter().admits(new Meter.Load(turn.offers().size(), size))) {
      return refuse("too many posts for now, come again later", side.meter().isFlooded());
    }
    if (turn.isEmpty() && turn.more()) {
      return blame("an empty turn promises more");
    }
    turns++;
    turn.offers().forEach(begun.differing::requireLacking);
    admit(turn.offers(), begun);
    begun.comparing.take(turn.claims());
    begun.giving.give(turn.wants());
    return turn(begun, turn.more());
  }

  /// Our turn; the last word, if neither side has more to say.
  private List<byte[]> turn(Course begun, boolean theyHaveMore) {
    Draft draft = new Draft();
    admit(begun.comparing.look(draft), begun);
    sent += side.posts().store().read(reading -> begun.giving.fill(draft, reading));
    saidMore = !begun.isDone();
    Message.Turn turn = draft.turn(saidMore);
    if (turn.isEmpty() && !saidMore && !theyHaveMore) {
      end();
      return List.of(say(new Message.Done()));
    }
    turns++;
    return List.of(say(turn));
  }

  private void admit(List<Offer> offers, Course begun) {
    if (offers.isEmpty()) {
      return;
    }
    List<Admitted> answers = side.posts().admit(offers, side.clockMillis().getAsLong());
    begun.fromPeer.add(answers);
    for (Admitted answer : answers) {
      if (answer instanceof Admitted.Taken one) {
        taken += one.isNew() ? 1 : 0;
        raised += one.isNew() ? 0 : 1;
      }
    }
  }

  private List<byte[]> end() {
    ending = turns == 0 ? new Ending.Same() : new Ending.Complete();
    return List.of();
  }

  private List<byte[]> blame(String reason) {
    return refuse(reason, true);
  }

  private List<byte[]> refuse(String reason, boolean peerAtFault) {
    ending = new Ending.Failed(reason, peerAtFault);
    return List.of(say(new Message.Refuse(reason)));
  }

  private byte[] say(Message message) {
    return Encoding.write(nextOut++, message);
  }

  /// True when there is nothing more to send or to receive.
  public boolean isOver() {
    return !(ending instanceof Ending.Open);
  }

  /// What the two have said and brought; empty until the other side's hello.
  Optional<Course> course() {
    return Optional.ofNullable(course);
  }

  PostSide side() {
    return side;
  }

  /// What came of it so far.
  public PostResult result() {
    return new PostResult(ending, taken, raised, sent);
  }
}
