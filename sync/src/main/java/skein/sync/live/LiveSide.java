package skein.sync.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import skein.core.replica.Replica;
import skein.core.value.Bytes;
import skein.sync.ending.Ending;
import skein.sync.exchange.Held;
import skein.sync.exchange.Result;
import skein.sync.exchange.Session;
import skein.sync.exchange.Since;
import skein.sync.posts.PostResult;
import skein.sync.transport.Unreachable;

/// One end of a live connection (spec/exchange.md, "Live"): frames in, frames out, whatever carries
/// them. It pulls once, then whenever the other end says that it has something new, and says so
/// when the own replica changes. Both ends serve each other all the time. Posts are compared after
/// the client's first pull, and from then on told at once.
///
/// One thread calls [#run], which does all the work and all the sending. Any thread calls the other
/// methods; [#take] alone may block, until there is room: that holds back a peer that is too quick.
public final class LiveSide {
  /// The longest frame, in bytes: a message and what it is for.
  public static final int MAX_FRAME_BYTES = Session.MAX_MESSAGE_BYTES + 1;

  /// How many frames may wait to be worked on, and how many bytes they may have together.
  public static final int MAX_WAITING_FRAMES = 64;

  public static final long MAX_WAITING_BYTES = 2L * MAX_FRAME_BYTES;

  /// How long the other end may leave a pull without an answer.
  public static final Duration STALL_LIMIT = Duration.ofMinutes(2);

  private static final byte NUDGE = 'n';
  private static final byte CLIENT_PULLS = 'p';
  private static final byte CLIENT_SERVES = 's';

  private final End end;
  private final Replica replica;
  private final Held lines;
  private final Optional<LivePosts> posts;
  private final Out out;
  private final Told told;
  private final Duration stallLimit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition happened = lock.newCondition();
  // Guarded by the lock.
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean changed;
  private boolean closed;
  // Confined to the thread that runs.
  private @Nullable Session pulling;
  private @Nullable Session serving;
  private boolean pullAgain;
  private boolean compared;
  private boolean nudged;
  private @Nullable Bytes looked;
  private @Nullable Since since;
  private @Nullable Bytes theirs;

  /// Which end of the connection this is.
  public enum End {
    /// It opened the connection. It pulls and serves.
    CLIENT,
    /// It took the connection from a peer that may write.
    SERVER,
    /// It took the connection from a peer that may only read: it never pulls.
    SERVER_OF_READER;

    private boolean pulls() {
      return this != SERVER_OF_READER;
    }

    private byte whenPulling() {
      return this == CLIENT ? CLIENT_PULLS : CLIENT_SERVES;
    }

    private byte whenServing() {
      return this == CLIENT ? CLIENT_SERVES : CLIENT_PULLS;
    }
  }

  /// Where frames go.
  @FunctionalInterface
  public interface Out {
    /// Sends a frame; may block, but not for ever.
    ///
    /// @throws Unreachable when it cannot go
    void send(byte[] frame);
  }

  /// Is told what comes of it, on the thread that runs, without a lock held.
  @FunctionalInterface
  public interface Told {
    /// A pull has ended, however.
    void pulled(Result result);

    /// The posts have been compared, or that was broken off.
    default void compared(PostResult result) {}

    /// So many posts are new here, or stand by a better work.
    default void posted(int count) {}
  }

  public LiveSide(End end, Held held, Out out, Told told) {
    this(end, held, out, told, STALL_LIMIT);
  }

  /// With another limit than [#STALL_LIMIT].
  public LiveSide(End end, Held held, Out out, Told told, Duration stallLimit) {
    this.end = end;
    this.replica = held.replica();
    this.lines = held.lines();
    this.posts = held.posts().map(side -> new LivePosts(side, this::send, told));
    this.out = out;
    this.told = told;
    this.stallLimit = stallLimit;
  }

  /// A frame has come. Blocks until there is room for it; after the end it is dropped.
  public void take(byte[] frame) {
    lock.lock();
    try {
      while (!closed && !waiting.isEmpty() && isFull(frame.length)) {
        happened.awaitUninterruptibly();
      }
      if (!closed) {
        waiting.add(frame);
        waitingBytes += frame.length;
        happened.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull(int more) {
    return waiting.size() >= MAX_WAITING_FRAMES || waitingBytes + more > MAX_WAITING_BYTES;
  }

  /// The own replica has changed, or its posts. Returns at once.
  public void changed() {
    lock.lock();
    try {
      changed = true;
      happened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The connection is no more, or shall be: [#run] returns soon.
  public void close() {
    lock.lock();
    try {
      closed = true;
      waiting.clear();
      happened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Works until [#close], or until the other end breaks a rule or leaves us without an answer.
  ///
  /// @throws Unreachable says which rule; the caller closes the connection
  public void run() {
    try {
      if (end.pulls()) {
        pull();
      }
      for (var event = next(); !(event instanceof Event.Closed); event = next()) {
        switch (event) {
          case Event.Came came -> on(came.frame());
          case Event.Changed own -> {
            nudge();
            posts.ifPresent(LivePosts::tell);
          }
          case Event.Closed over -> {}
        }
      }
    } finally {
      close();
    }
  }

  private sealed interface Event {
    /// A frame; nobody changes it.
    final class Came implements Event {
      private final byte[] frame;

      Came(byte[] frame) {
        this.frame = frame;
      }

      byte[] frame() {
        return frame;
      }
    }

    record Changed() implements Event {}

    record Closed() implements Event {}
  }

  private Event next() {
    lock.lock();
    try {
      long left = stallLimit.toNanos();
      while (!closed && !changed && waiting.isEmpty()) {
        if (pulling == null && posts.filter(LivePosts::isWaiting).isEmpty()) {
          happened.await();
        } else if (left <= 0) {
          throw broken("it has left us without an answer for " + stallLimit.toSeconds() + " s");
        } else {
          left = happened.awaitNanos(left);
        }
      }
      return taken();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Event.Closed();
    } finally {
      lock.unlock();
    }
  }

  private Event taken() {
    if (closed) {
      return new Event.Closed();
    }
    if (changed) {
      changed = false;
      return new Event.Changed();
    }
    byte[] frame = waiting.remove();
    waitingBytes -= frame.length;
    happened.signalAll();
    return new Event.Came(frame);
  }

  static Unreachable broken(String why) {
    return new Unreachable("the live connection ends, for the other side broke a rule: " + why);
  }

  private void on(byte[] frame) {
    if (frame.length == 0 || frame.length > MAX_FRAME_BYTES) {
      throw broken("a frame has %d bytes, not 1 to %d".formatted(frame.length, MAX_FRAME_BYTES));
    }
    byte[] message = Arrays.copyOfRange(frame, 1, frame.length);
    if (frame[0] == NUDGE && message.length == 0) {
      pullIfAllowed();
    } else if (frame[0] == end.whenPulling()) {
      onPulling(message);
    } else if (frame[0] == end.whenServing()) {
      onServing(message);
    } else if (frame[0] == LivePosts.COMPARES) {
      onComparing(message);
    } else if (frame[0] == LivePosts.TELLS) {
      posts().onTold(message);
    } else {
      throw broken("a frame begins with byte " + frame[0]);
    }
  }

  private LivePosts posts() {
    return posts.orElseThrow(() -> broken("there are no posts in this space"));
  }

  private void onComparing(byte[] message) {
    if (end == End.CLIENT && !posts().isWaiting()) {
      throw broken("it compares posts without being asked");
    }
    posts().onComparing(message);
  }

  private void pullIfAllowed() {
    if (end.pulls() && pulling == null) {
      pull();
    } else {
      pullAgain = true;
    }
  }

  private void pull() {
    pullAgain = false;
    Session session = Session.pull(lines, since);
    pulling = session;
    session.opening().forEach(message -> send(end.whenPulling(), message));
  }

  private void onPulling(byte[] message) {
    Session session = pulling;
    if (session == null) {
      throw broken("it answers a pull that is over");
    }
    session.receive(message).forEach(answer -> send(end.whenPulling(), answer));
    if (session.isOver()) {
      pulling = null;
      Result result = session.result();
      since = result.since();
      theirs = result.theirs();
      told.pulled(result);
      if (result.ending() instanceof Ending.Failed failed) {
        throw new Unreachable("the live connection ends: " + failed.reason());
      }
      if (end == End.CLIENT && !compared) {
        compared = true;
        posts.ifPresent(LivePosts::begin);
      }
      if (pullAgain) {
        pull();
      }
    }
  }

  private void onServing(byte[] message) {
    Session session = serving;
    if (session == null) {
      session = Session.serve(replica);
      serving = session;
      nudged = false;
    }
    session.receive(message).forEach(answer -> send(end.whenServing(), answer));
    if (session.isOver()) {
      serving = null;
      if (session.result().ending() instanceof Ending.Failed failed) {
        throw new Unreachable("the live connection ends: " + failed.reason());
      }
    }
  }

  /// One nudge is enough until the other end pulls; and none is needed if all that is new here has
  /// come from there, or is posts.
  private void nudge() {
    if (nudged) {
      return;
    }
    Bytes now = replica.frontier().digest();
    boolean isNew = !Objects.equals(looked, now);
    looked = now;
    if (isNew && !Objects.equals(theirs, now)) {
      nudged = true;
      out.send(new byte[] {NUDGE});
    }
  }

  private void send(byte what, byte[] message) {
    byte[] frame = new byte[message.length + 1];
    frame[0] = what;
    System.arraycopy(message, 0, frame, 1, message.length);
    out.send(frame);
  }
}
