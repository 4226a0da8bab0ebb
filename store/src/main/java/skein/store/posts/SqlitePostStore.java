package skein.store.posts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import skein.core.post.PostReading;
import skein.core.post.PostStore;
import skein.core.post.PostWriting;
import skein.core.replica.StoreBroken;
import skein.store.sqlite.Belfry;
import skein.store.sqlite.Bell;
import skein.store.sqlite.Link;
import skein.store.sqlite.Schema;
import skein.store.sqlite.SqliteStore;
import skein.store.sqlite.Stroke;
import skein.store.sqlite.Turns;

/// Posts in one SQLite file (WAL, `synchronous=FULL`), with a lock file beside it. Safe for all
/// threads, and for several processes on one file.
///
/// One thread writes and one reads at a time, neither waits for the other; processes take turns at
/// writing. What stands by id is apart from the bodies, so that all heads are read in one sweep.
public final class SqlitePostStore implements PostStore {
  private static final Schema SCHEMA = new Schema(List.of(first()));
  private static final ReentrantLock PREPARING = new ReentrantLock();

  private final Path file;
  private final Turns turns;
  private final Stroke stroke;
  private final List<Bell> bells = new CopyOnWriteArrayList<>();
  private final boolean readOnly;
  private final Lane writer = new Lane(Link.Mode.WRITE);
  private final Lane reader;

  private SqlitePostStore(Path file, Link.Mode reading, boolean readOnly) {
    this.file = file;
    this.readOnly = readOnly;
    this.reader = new Lane(reading);
    this.stroke = new Stroke(file);
    this.turns = new Turns(file.resolveSibling(file.getFileName() + ".lock"));
  }

  private static List<String> first() {
    return List.of(
        """
        CREATE TABLE post (
          id BLOB PRIMARY KEY,
          time INTEGER NOT NULL,
          nonce INTEGER NOT NULL,
          score INTEGER NOT NULL,
          bytes INTEGER NOT NULL,
          ord INTEGER NOT NULL,
          born INTEGER NOT NULL) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX post_score ON post (score, id)",
        "CREATE UNIQUE INDEX post_order ON post (ord)",
        // by the order it came with
        "CREATE TABLE body (born INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT",
        """
        CREATE TABLE marks (
          one INTEGER PRIMARY KEY CHECK (one = 1),
          epoch TEXT NOT NULL,
          lifted INTEGER NOT NULL,
          last_order INTEGER NOT NULL,
          count INTEGER NOT NULL,
          weight INTEGER NOT NULL,
          floor_score INTEGER,
          floor_id BLOB) STRICT
        """);
  }

  /// Opens the posts in a file; makes it where there is none. `epoch`: any text that no other store
  /// of this replica had, for a file that is made.
  public static SqlitePostStore open(Path file, String epoch) {
    boolean fresh = !Files.exists(file);
    SqlitePostStore store = new SqlitePostStore(file, Link.Mode.READ, false);
    boolean whole = false;
    try {
      store.prepare(epoch);
      if (fresh) {
        SqliteStore.syncFolder(file);
      }
      whole = true;
      return store;
    } finally {
      if (!whole) {
        store.close();
      }
    }
  }

  /// One at a time in a process, as the lock file sees to among processes: of two connections that
  /// change a new file to WAL at the same moment SQLite turns one away, however long it would wait.
  private void prepare(String epoch) {
    PREPARING.lock();
    try {
      writer.run(
          link -> {
            SCHEMA.raise(link, file);
            link.run(
                "INSERT OR IGNORE INTO marks (one, epoch, lifted, last_order, count, weight)"
                    + " VALUES (1, ?, 0, 0, 0, 0)",
                epoch);
            return link;
          });
    } finally {
      PREPARING.unlock();
    }
  }

  /// Opens an existing file that is never written to.
  public static SqlitePostStore openReadOnly(Path file) {
    return new SqlitePostStore(file, SCHEMA.requireLatest(file), true);
  }

  /// What is wrong with the posts in a file, a sentence each; empty if nothing is. Reads all of it,
  /// and writes nothing.
  public static List<String> faults(Path file) {
    try {
      return PostCheck.faults(file, SCHEMA.requireLatest(file));
    } catch (StoreBroken e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  /// Calls `onRing` soon after each change, by whomever; close the bell before the store.
  ///
  /// @param belfry hears of what other processes write
  public Bell onChange(Belfry belfry, Runnable onRing) {
    Bell bell = belfry.hang(file, onRing, bells::remove);
    bells.add(bell);
    return bell;
  }

  @Override
  public <T> T read(Function<PostReading, T> work) {
    return reader.run(link -> work.apply(new PostRows(link, file)));
  }

  @Override
  public <T> T write(Function<PostWriting, T> work) {
    if (readOnly) {
      throw new IllegalStateException(file + " is open to be read only");
    }
    Written<T> written =
        writer.run(
            link -> {
              PostRows rows = new PostRows(link, file);
              T result = work.apply(rows);
              return new Written<>(result, rows.finish(), rows.lastOrder());
            });
    if (written.changed()) {
      stroke(written.lastOrder());
    }
    return written.result();
  }

  private record Written<T>(T result, boolean changed, long lastOrder) {}

  /// After the commit; one thread at a time, as with writing.
  private void stroke(long lastOrder) {
    synchronized (stroke) {
      stroke.strike(lastOrder);
    }
    bells.forEach(Bell::ring);
  }

  @Override
  public void close() {
    reader.close();
    // The last to close takes the journal into the file, and only a writer can.
    writer.close();
    turns.close();
    synchronized (stroke) {
      stroke.close();
    }
  }

  /// One connection, which one thread uses at a time.
  private final class Lane {
    private final Link.Mode mode;
    private final ReentrantLock lock = new ReentrantLock(true);
    private @Nullable Link open;
    private boolean closed;

    Lane(Link.Mode mode) {
      this.mode = mode;
    }

    <T> T run(Function<Link, T> work) {
      if (lock.isHeldByCurrentThread()) {
        throw new IllegalStateException("work on " + file + " inside other work of its kind");
      }
      lock.lock();
      try {
        return mode == Link.Mode.READ ? whole(work) : inTurn(work);
      } finally {
        lock.unlock();
      }
    }

    private <T> T inTurn(Function<Link, T> work) {
      Turns.Turn turn = turns.take();
      try {
        return whole(work);
      } finally {
        turn.close();
      }
    }

    private <T> T whole(Function<Link, T> work) {
      Link link = link();
      link.begin();
      boolean done = false;
      try {
        T result = work.apply(link);
        link.commit();
        done = true;
        return result;
      } finally {
        if (!done && !link.rollback()) {
          open = null;
          link.close();
        }
      }
    }

    private Link link() {
      if (closed) {
        throw new IllegalStateException("the store " + file + " is closed");
      }
      Link link = open;
      if (link == null) {
        link = Link.open(file, mode);
        open = link;
      }
      return link;
    }

    void close() {
      lock.lock();
      try {
        closed = true;
        Link link = open;
        open = null;
        if (link != null) {
          link.close();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
