package skein.sync.posts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import skein.core.post.Admitted;
import skein.core.post.Offer;
import skein.core.post.PostId;
import skein.core.post.Scope;
import skein.core.post.StoredPost;
import skein.core.post.Work;

/// What is new, at once, to a peer that is connected and has been reconciled; and what the peer
/// tells so. Confined to one thread, or guarded by whoever holds the connection.
///
/// When the store has changed, send what [#news] returns, until it returns nothing; give each
/// message that comes to [#hear]. What goes lost the next [PostSession] brings.
public final class PostFeed {
  private static final int PAGE = 64;

  private final PostSide side;
  private final Scope theirs;
  private final long startMillis;
  private final FromPeer fromPeer;
  private long cursor;
  private int nextOut;

  /// What came of a message: the posts that are new or raised here, and, if the peer is to be
  /// dropped, why.
  public record Heard(List<PostId> taken, Optional<String> fault) {
    public Heard {
      taken = List.copyOf(taken);
    }

    private static Heard drop(String reason) {
      return new Heard(List.of(), Optional.of(reason));
    }
  }

  private PostFeed(PostSide side, PostSession.Course course) {
    this.side = side;
    this.theirs = course.theirs();
    this.fromPeer = course.fromPeer();
    this.cursor = fromPeer.start();
    this.startMillis = course.startMillis();
  }

  /// A feed that goes on where a session with the peer ended; empty if it is not complete.
  public static Optional<PostFeed> after(PostSession session) {
    return session
        .course()
        .filter(course -> session.result().isComplete())
        .map(course -> new PostFeed(session.side(), course));
  }

  /// A message with what is new here since the last one and the peer would take; empty if nothing
  /// is. Posts that were here before the session, and are raised, go without their bodies.
  public Optional<byte[]> news() {
    Draft draft = new Draft();
    long passedMillis = side.clockMillis().getAsLong() - startMillis;
    Scope scope = theirs.later(passedMillis / 1000);
    List<StoredPost> page = page();
    while (!page.isEmpty() && !draft.isFull()) {
      for (StoredPost stored : page) {
        if (draft.isFull()) {
          break;
        }
        cursor = stored.order();
        Work work = stored.head().work();
        if (scope.holds(stored.head()) && !fromPeer.has(cursor)) {
          draft.offer(
              stored.born() > fromPeer.start()
                  ? new Offer.Whole(stored.post(), work)
                  : new Offer.Raise(stored.head().id(), work));
        }
      }
      page = page();
    }
    Message.Turn turn = draft.turn(false);
    return turn.isEmpty() ? Optional.empty() : Optional.of(Encoding.write(nextOut++, turn));
  }

  private List<StoredPost> page() {
    return side.posts().store().read(reading -> reading.since(cursor, PAGE));
  }

  /// Takes a message of the peer's feed. Whatever bytes come, nothing is thrown but by the store.
  public Heard hear(byte[] message) {
    return switch (Decoding.read(message)) {
      case Decoding.Decoded.Malformed malformed -> Heard.drop(malformed.reason());
      case Decoding.Decoded.Read(int number, Message.Turn turn)
          when turn.claims().isEmpty() && turn.wants().isEmpty() ->
          hear(turn, message.length);
      case Decoding.Decoded.Read read -> Heard.drop("a feed holds nothing but posts");
    };
  }

  /// What is too much is dropped unread; it may come again with the next session.
  private Heard hear(Message.Turn turn, int size) {
    List<PostId> taken = new ArrayList<>();
    if (side.meter().admits(new Meter.Load(turn.offers().size(), size))) {
      long now = side.clockMillis().getAsLong();
      List<Admitted> answers = side.posts().admit(turn.offers(), now);
      fromPeer.add(answers);
      for (Admitted answer : answers) {
        switch (answer) {
          case Admitted.Taken one -> taken.add(one.id());
          case Admitted.Known known -> {}
          case Admitted.Refused refused -> side.meter().fault();
          case Admitted.TooLow low -> {}
          case Admitted.Missing missing -> {}
        }
      }
    }
    return side.meter().isFlooded()
        ? new Heard(taken, Optional.of("the peer goes on sending what it should not"))
        : new Heard(taken, Optional.empty());
  }
}
