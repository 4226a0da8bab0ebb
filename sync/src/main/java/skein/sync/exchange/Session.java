package skein.sync.exchange;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.replica.Replica;
import skein.core.value.Bytes;
import skein.sync.ending.Ending;
import skein.sync.posts.PostResult;
import skein.sync.posts.PostSession;
import skein.sync.posts.PostSide;

/// One side of an exchange, as a state machine: messages in, messages out (spec/exchange.md). One
/// side pulls, the other serves; whoever holds the session carries the bytes. Where a space has
/// posts, they follow the lines, both ways ([PostSession]).
///
/// Take [#opening] once and send it; hand every message that comes to [#receive] and send what it
/// returns, in order; the session is over when [#isOver]. Messages may come twice; a message that
/// is missing fails the session. It may be dropped at any time: whatever was integrated stays, and
/// a new session goes on from there. Whatever bytes come, nothing is thrown but by the store.
/// Confined to one thread.
public final class Session {
  /// The longest message, in bytes.
  public static final int MAX_MESSAGE_BYTES = 16 << 20;

  private final Role role;
  private final Held held;
  private Ending lines = new Ending.Open();
  private @Nullable PostSession posts;
  private long nextIn;
  private long nextOut;

  private Session(Role role, Held held) {
    this.role = role;
    this.held = held;
  }

  /// The side that brings its replica up to date with the other's.
  public static Session pull(Replica receiver) {
    return pull(receiver, null);
  }

  /// The same with what the last pull from this sender left in its [Result#since].
  public static Session pull(Replica receiver, @Nullable Since since) {
    return pull(Held.of(receiver), since);
  }

  /// The same with posts, if the receiver holds any.
  public static Session pull(Held receiver, @Nullable Since since) {
    return new Session(new Pulling(receiver, since, false), receiver);
  }

  /// The side that takes no more than merge reads: without history, whatever its replica keeps.
  public static Session pullShallow(Held receiver) {
    return new Session(new Pulling(receiver, null, true), receiver);
  }

  /// The side that gives what the other lacks.
  public static Session serve(Replica sender) {
    return serve(Held.of(sender));
  }

  /// The same with posts, if the sender holds any.
  public static Session serve(Held sender) {
    return serve(sender, Limits.PAGE_LINES);
  }

  /// The same with pages that end at the first group after `pageLines` lines, at most 1,024.
  public static Session serve(Held sender, int pageLines) {
    if (pageLines < 1 || pageLines > Limits.PAGE_LINES) {
      throw new IllegalArgumentException(
          "a page of " + pageLines + " lines; the limits are 1 and " + Limits.PAGE_LINES);
    }
    return new Session(new Serving(sender, pageLines), sender);
  }

  /// What this side says first: a message if it pulls, none if it serves. To be called once.
  public List<byte[]> opening() {
    return encoded(role.opening());
  }

  /// Takes a message from the other side; returns what to send it, in order.
  public List<byte[]> receive(byte[] bytes) {
    if (isOver()) {
      return List.of();
    }
    return switch (Encoding.read(bytes)) {
      case Encoding.Decoded.Malformed malformed -> done(Step.blame(malformed.reason()));
      case Encoding.Decoded.Read read when read.number() < nextIn -> List.of();
      case Encoding.Decoded.Read read when read.number() > nextIn ->
          done(Step.refuse("message " + nextIn + " is missing, " + read.number() + " came"));
      case Encoding.Decoded.Read read -> {
        nextIn++;
        yield take(read.message());
      }
    };
  }

  private List<byte[]> take(Message message) {
    PostSession open = posts;
    return switch (message) {
      case Message.Refuse(String reason) ->
          done(Step.end(new Ending.Failed("the other side refused: " + reason, false)));
      case Message.Posts(Bytes bytes) when open != null -> enclosed(open.receive(bytes.toArray()));
      default -> done(open == null ? role.on(message) : Step.outOfTurn(message));
    };
  }

  /// When the lines are done with, the posts follow.
  private List<byte[]> done(Step step) {
    lines = step.ending();
    List<byte[]> answers = new ArrayList<>(encoded(step.answers()));
    if (lines.isComplete() && role.goesOn()) {
      answers.addAll(enclosed(begin(held.posts().orElseThrow())));
    }
    return answers;
  }

  /// The side that pulls speaks first.
  private List<byte[]> begin(PostSide side) {
    PostSession begun =
        switch (role) {
          case Pulling pulling -> PostSession.open(side);
          case Serving serving -> PostSession.answer(side);
        };
    posts = begun;
    return begun.opening();
  }

  private List<byte[]> enclosed(List<byte[]> messages) {
    return encoded(
        messages.stream().<Message>map(one -> new Message.Posts(Bytes.of(one))).toList());
  }

  private List<byte[]> encoded(List<Message> messages) {
    List<byte[]> encoded = new ArrayList<>(messages.size());
    for (Message message : messages) {
      encoded.add(Encoding.write(nextOut++, message));
    }
    return encoded;
  }

  /// True when there is nothing more to send or to receive.
  public boolean isOver() {
    return !(ending() instanceof Ending.Open);
  }

  private Ending ending() {
    PostSession begun = posts;
    if (begun == null || !lines.isComplete()) {
      return lines;
    }
    Ending after = begun.result().ending();
    return after instanceof Ending.Same ? lines : after;
  }

  /// What came of it so far.
  public Result result() {
    PostSession begun = posts;
    return new Result(
        ending(),
        role.received(),
        role.sent(),
        begun == null ? PostResult.NONE : begun.result(),
        role.clockAhead(),
        role.since(),
        role.theirs());
  }
}
