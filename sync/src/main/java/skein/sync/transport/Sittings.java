package skein.sync.transport;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import skein.core.value.Hashes;
import skein.core.value.SpaceId;
import skein.sync.exchange.Held;
import skein.sync.exchange.Session;

/// The node's half of exchanges over HTTP: keeps the open sessions between one batch of messages
/// and the next. Knows nothing of HTTP. Safe for all threads; a batch is worked on by the thread
/// that brings it, without a lock held but that of its session.
///
/// Bounded whatever peers do: so many sessions, those of one peer apart; one that nobody goes on
/// with is dropped. What it had brought stays.
public final class Sittings {
  /// How many sessions may be open.
  public static final int MAX_SESSIONS = 256;

  /// How many of them for one peer; with one more, its oldest is dropped.
  public static final int MAX_SESSIONS_OF_PEER = 16;

  /// How many of all sessions may be of spaces with posts, and how many of those for one peer: each
  /// may hold the names of all posts.
  public static final int MAX_POST_SESSIONS = 32;

  public static final int MAX_POST_SESSIONS_OF_PEER = 4;

  /// A session without a batch for so long is dropped.
  public static final Duration IDLE_LIMIT = Duration.ofMinutes(2);

  private static final int NAME_BYTES = 16;

  private final LongSupplier nowMillis;
  private final SecureRandom random = new SecureRandom();
  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by the lock; the least recently used first.
  private final SequencedMap<String, Sitting> open = new LinkedHashMap<>();

  /// `nowMillis`: a clock that never goes back, from any beginning.
  public Sittings(LongSupplier nowMillis) {
    this.nowMillis = nowMillis;
  }

  /// For whom a session is open.
  private record Party(Direction direction, SpaceId space, boolean posts, String who) {}

  private static final class Sitting {
    final String name;
    final Party party;
    final Session session;
    final ReentrantLock work = new ReentrantLock();
    // Guarded by the lock of all.
    long usedMillis;

    Sitting(String name, Party party, Session session) {
      this.name = name;
      this.party = party;
      this.session = session;
    }
  }

  /// Works on a batch. `session`: what the last answer named, null for a new one. `direction`: what
  /// the other side does. `who`: who asks, by whatever name tells peers apart.
  public Answer post(
      @Nullable String session, Direction direction, Held held, String who, byte[] frames) {
    if (frames.length > Frames.MAX_BYTES) {
      return new Answer.Refused(
          Answer.Fault.TOO_LARGE,
          "the body has " + frames.length + " bytes, the limit is " + Frames.MAX_BYTES);
    }
    boolean posts = held.posts().isPresent();
    Party party = new Party(direction, held.replica().space(), posts, who);
    List<byte[]> messages;
    try {
      messages = Frames.split(frames);
    } catch (IllegalArgumentException e) {
      find(session, party).ifPresent(this::drop);
      return new Answer.Refused(Answer.Fault.GARBLED, String.valueOf(e.getMessage()));
    }
    Optional<Sitting> sitting = session == null ? begin(party, held) : find(session, party);
    if (sitting.isPresent()) {
      return work(sitting.get(), messages, session == null);
    }
    return session == null
        ? busy("so many sessions are open that no more are taken; try again later")
        : new Answer.Refused(
            Answer.Fault.UNKNOWN,
            "there is no such session, or no more: it is dropped after "
                + IDLE_LIMIT.toSeconds()
                + " s without a word; begin a new one, it goes on where this one stopped");
  }

  private static Answer busy(String reason) {
    return new Answer.Refused(Answer.Fault.BUSY, reason);
  }

  private Optional<Sitting> begin(Party party, Held held) {
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    Session session =
        switch (party.direction()) {
          case PULL -> Session.serve(held);
          case PUSH -> Session.pull(held, null);
        };
    Sitting sitting = new Sitting(Hashes.hex(name), party, session);
    lock.lock();
    try {
      dropIdle();
      dropOldest(party);
      if (open.size() >= MAX_SESSIONS || (party.posts() && withPosts() >= MAX_POST_SESSIONS)) {
        return Optional.empty();
      }
      sitting.usedMillis = nowMillis.getAsLong();
      open.putLast(sitting.name, sitting);
      return Optional.of(sitting);
    } finally {
      lock.unlock();
    }
  }

  private void dropIdle() {
    long limit = nowMillis.getAsLong() - IDLE_LIMIT.toMillis();
    open.values().removeIf(one -> one.usedMillis < limit && !one.work.isLocked());
  }

  private void dropOldest(Party party) {
    List<Sitting> theirs =
        open.values().stream()
            .filter(one -> one.party.who().equals(party.who()))
            .filter(one -> one.party.posts() == party.posts())
            .toList();
    if (theirs.size() >= (party.posts() ? MAX_POST_SESSIONS_OF_PEER : MAX_SESSIONS_OF_PEER)) {
      open.remove(theirs.getFirst().name);
    }
  }

  private long withPosts() {
    return open.values().stream().filter(one -> one.party.posts()).count();
  }

  private Optional<Sitting> find(@Nullable String session, Party party) {
    lock.lock();
    try {
      dropIdle();
      return Optional.ofNullable(open.get(session)).filter(one -> one.party.equals(party));
    } finally {
      lock.unlock();
    }
  }

  private Answer work(Sitting sitting, List<byte[]> messages, boolean fresh) {
    if (!sitting.work.tryLock()) {
      return busy("an earlier batch of this session is still being worked on");
    }
    boolean goesOn = false;
    try {
      Session session = sitting.session;
      List<byte[]> answers = new ArrayList<>(fresh ? session.opening() : List.of());
      messages.forEach(message -> answers.addAll(session.receive(message)));
      goesOn = !session.isOver();
      return goesOn
          ? new Answer.Going(sitting.name, answers)
          : new Answer.Over(answers, session.result());
    } finally {
      if (goesOn) {
        touch(sitting);
      } else {
        drop(sitting);
      }
      sitting.work.unlock();
    }
  }

  private void touch(Sitting sitting) {
    lock.lock();
    try {
      sitting.usedMillis = nowMillis.getAsLong();
      if (open.remove(sitting.name, sitting)) {
        open.putLast(sitting.name, sitting);
      }
    } finally {
      lock.unlock();
    }
  }

  private void drop(Sitting sitting) {
    lock.lock();
    try {
      open.remove(sitting.name);
    } finally {
      lock.unlock();
    }
  }

  /// How many sessions are open.
  public int size() {
    lock.lock();
    try {
      return open.size();
    } finally {
      lock.unlock();
    }
  }
}
