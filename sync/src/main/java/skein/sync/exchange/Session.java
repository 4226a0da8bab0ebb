package skein.sync.exchange;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.replica.Replica;

/// One side of an exchange, as a state machine: messages in, messages out (spec/exchange.md). One
/// side pulls, the other serves; whoever holds the session carries the bytes.
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
  private Ending ending = new Ending.Open();
  private long nextIn;
  private long nextOut;

  private Session(Role role) {
    this.role = role;
  }

  /// The side that brings its replica up to date with the other's.
  public static Session pull(Replica receiver) {
    return pull(receiver, null);
  }

  /// The same with what the last pull from this sender left in its [Result#since].
  public static Session pull(Replica receiver, @Nullable Since since) {
    return new Session(new Pulling(receiver, since, false));
  }

  /// The side that takes no more than merge reads: without history, whatever its replica keeps.
  public static Session pullShallow(Replica receiver) {
    return new Session(new Pulling(receiver, null, true));
  }

  /// The side that gives what the other lacks.
  public static Session serve(Replica sender) {
    return serve(sender, Limits.PAGE_LINES);
  }

  /// The same with pages that end at the first group after `pageLines` lines, at most 1,024.
  public static Session serve(Replica sender, int pageLines) {
    if (pageLines < 1 || pageLines > Limits.PAGE_LINES) {
      throw new IllegalArgumentException(
          "a page of " + pageLines + " lines; the limits are 1 and " + Limits.PAGE_LINES);
    }
    return new Session(new Serving(sender, pageLines));
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
    Step step =
        switch (Encoding.read(bytes)) {
          case Encoding.Decoded.Malformed malformed -> Step.blame(malformed.reason());
          case Encoding.Decoded.Read read when read.number() < nextIn -> Step.answer(List.of());
          case Encoding.Decoded.Read read when read.number() > nextIn ->
              Step.refuse("message " + nextIn + " is missing, " + read.number() + " came");
          case Encoding.Decoded.Read read -> {
            nextIn++;
            yield take(read.message());
          }
        };
    ending = step.ending();
    return encoded(step.answers());
  }

  private Step take(Message message) {
    return message instanceof Message.Refuse(String reason)
        ? Step.end(new Ending.Failed("the other side refused: " + reason, false))
        : role.on(message);
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
    return !(ending instanceof Ending.Open);
  }

  /// What came of it so far.
  public Result result() {
    return new Result(
        ending, role.received(), role.sent(), role.clockAhead(), role.since(), role.theirs());
  }
}
