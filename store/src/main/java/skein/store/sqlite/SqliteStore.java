package skein.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import skein.core.replica.Identity;
import skein.core.replica.Origin;
import skein.core.replica.Reading;
import skein.core.replica.Retention;
import skein.core.replica.Stage;
import skein.core.replica.Store;
import skein.core.replica.StoreBroken;
import skein.core.replica.Writing;
import skein.core.value.Bytes;

/// A store in one SQLite file (WAL, `synchronous=FULL`), with a lock file beside it. Safe for all
/// threads, and for several processes on one file.
///
/// Readers have a snapshot each and wait for nobody; at most [#MOST_READERS] read at one time. The
/// threads of a process take turns at writing by a lock, then the processes by the lock file, whose
/// waiters are woken; SQLite's own lock is what makes it right, should the turns ever fail. A
/// reading inside the work of another reads what the outer one reads.
public final class SqliteStore implements Store {
  /// How many threads read at the same time; more wait.
  static final int MOST_READERS = 8;

  private static final int PAGE_BYTES = 4_096;

  /// Of stores without a history there are many, and small ones: each table and index has a page at
  /// least.
  private static final int SMALL_PAGE_BYTES = 2_048;

  private final Path file;
  private final Link.Mode mode;
  private final Turns turns;
  private final ReentrantLock writer = new ReentrantLock(true);
  private final Semaphore readers = new Semaphore(MOST_READERS);
  private final Deque<Link> idle = new ArrayDeque<>();
  private final ScopedValue<Reading> current = ScopedValue.newInstance();
  private final Stroke stroke;
  private final List<Bell> bells = new CopyOnWriteArrayList<>();
  private @Nullable Link writing;
  private boolean closed;

  /// What a transaction gave back, and the number of the last changeset; -1 if it left nothing.
  private record Written<T>(T result, long lastNumber) {
    static <T> Written<T> silent(T result) {
      return new Written<>(result, -1);
    }
  }

  private SqliteStore(Path file, Link.Mode mode) {
    this.file = file;
    this.mode = mode;
    this.turns = new Turns(file.resolveSibling("log.lock"));
    this.stroke = new Stroke(file);
  }

  /// Makes a store that keeps all, in a file that does not exist yet; its folder does. `epoch`: any
  /// text that no other store of this replica had. Only the user may read the file: the secret
  /// stands in it.
  public static SqliteStore create(Path file, Bytes charter, Identity identity, String epoch) {
    return create(file, charter, identity, epoch, Retention.ALL);
  }

  /// The same, with a retention. The file is made in memory and written at once: tables made on the
  /// disk wait for it again and again.
  public static SqliteStore create(
      Path file, Bytes charter, Identity identity, String epoch, Retention retention) {
    createEmpty(file);
    Origin origin = identity.origin();
    try (Link link = Link.inMemory(file, retention.keepsAll() ? PAGE_BYTES : SMALL_PAGE_BYTES)) {
      Schema.CURRENT.raise(link, file);
      link.run(
          "INSERT INTO space (one, charter, epoch, replica, key, grant_json, secret, retention)"
              + " VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
          charter.toArray(),
          epoch,
          origin.replica().bytes(),
          origin.key().toArray(),
          LogWriting.grant(origin),
          identity.secret().toArray(),
          retention.millis());
      fill(file, link.image());
    }
    syncFolder(file);
    return new SqliteStore(file, Link.Mode.WRITE);
  }

  private static void fill(Path file, byte[] content) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
        channel.write(rest);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new StoreBroken("cannot write " + file + ": see that there is room [" + e + "]", e);
    }
  }

  static void createEmpty(Path file) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    try {
      if (posix) {
        var mine = PosixFilePermissions.fromString("rw-------");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(mine));
      } else {
        Files.createFile(file);
      }
      Stroke.forget(file);
    } catch (FileAlreadyExistsException e) {
      throw new StoreBroken("cannot create " + file + ": it is there already. Open it instead", e);
    } catch (NoSuchFileException e) {
      throw new StoreBroken("cannot create " + file + ": make its folder first", e);
    } catch (IOException e) {
      throw new StoreBroken(
          "cannot create " + file + ": see that its folder can be written [" + e + "]", e);
    }
  }

  /// The name of the new file must survive a power cut as well.
  public static void syncFolder(Path file) {
    try (FileChannel folder =
        FileChannel.open(file.toAbsolutePath().resolveSibling("."), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      throw new StoreBroken("cannot sync the folder of " + file + " [" + e + "]", e);
    }
  }

  /// Opens a store; raises it to this version's tables where it is of an earlier one.
  public static SqliteStore open(Path file) {
    return open(file, Schema.CURRENT);
  }

  static SqliteStore open(Path file, Schema schema) {
    requireFile(file);
    SqliteStore store = new SqliteStore(file, Link.Mode.WRITE);
    try (Link link = Link.open(file, Link.Mode.READ)) {
      if (schema.versionOf(link, file) == schema.latest()) {
        Soundness.requireNothingLost(link, file);
        return store;
      }
    }
    store.transact(
        link -> {
          schema.raise(link, file);
          return Written.silent(link);
        });
    return store;
  }

  /// Opens a store that is only to be read, as another user's or on a disk that cannot be written.
  public static SqliteStore openReadOnly(Path file) {
    requireFile(file);
    return new SqliteStore(file, Schema.CURRENT.requireLatest(file));
  }

  /// Writes a copy of the store to a file that is not there yet, while others read and write. It
  /// holds all that was acknowledged before, but not the replica's secret: give it an identity with
  /// [#adopt]. `progress` is told how many bytes are written.
  public void backup(Path target, LongConsumer progress) {
    new Copying(file, mode == Link.Mode.WRITE ? Link.Mode.READ : mode, target).run(progress);
  }

  /// What is wrong with the file, a sentence each; empty if nothing is. Reads all of it, writes
  /// nothing, and does not compare the records with the log.
  public static List<String> faults(Path file) {
    requireFile(file);
    return Soundness.faults(file, Schema.readingMode(file));
  }

  /// What is missing at the end of the log that had been acknowledged, a sentence; empty if nothing
  /// is known to be. Such a store is not opened to write until [#adopt] gives it another identity.
  public static Optional<String> lost(Path file) {
    requireFile(file);
    return Soundness.loss(file, Schema.readingMode(file));
  }

  /// Gives a store that was restored, or that has lost something, another identity and a new epoch.
  /// Nobody else may have it open.
  public static void adopt(Path file, Identity identity, String epoch) {
    requireFile(file);
    try (SqliteStore store = new SqliteStore(file, Link.Mode.WRITE)) {
      store.transact(
          link -> {
            Schema.CURRENT.raise(link, file);
            LogWriting tx = new LogWriting(link, new LogReading(link, file));
            tx.identity(identity);
            link.run("UPDATE space SET epoch = ?", epoch);
            return new Written<>(epoch, tx.lastNumber());
          });
    }
  }

  private static void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new StoreBroken("cannot open " + file + ": there is no such file");
    }
  }

  @Override
  public <T> T read(Function<Reading, T> work) {
    if (current.isBound()) {
      return work.apply(current.get());
    }
    readers.acquireUninterruptibly();
    try {
      Link link = takeReader();
      boolean sound = false;
      try {
        link.begin();
        T result = within(new LogReading(link, file), work);
        link.commit();
        sound = true;
        return result;
      } finally {
        giveBack(link, sound || link.rollback());
      }
    } finally {
      readers.release();
    }
  }

  private <R extends Reading, T> T within(R reading, Function<? super R, T> work) {
    return ScopedValue.where(current, reading).call(() -> work.apply(reading));
  }

  private Link takeReader() {
    synchronized (idle) {
      requireOpen();
      Link link = idle.poll();
      if (link != null) {
        return link;
      }
    }
    return Link.open(file, mode == Link.Mode.WRITE ? Link.Mode.READ : mode);
  }

  private void giveBack(Link link, boolean sound) {
    synchronized (idle) {
      if (sound && !closed) {
        idle.push(link);
        return;
      }
    }
    link.close();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store " + file + " is closed");
    }
  }

  /// Runs one transaction. While it runs no other thread and no other process writes.
  ///
  /// @throws IllegalStateException inside the work of another writing
  @Override
  public <T> T write(Function<Writing, T> work) {
    if (mode != Link.Mode.WRITE) {
      throw new StoreBroken("cannot write to " + file + ": it was opened to be read only");
    }
    return transact(
        link -> {
          LogWriting tx = new LogWriting(link, new LogReading(link, file));
          try {
            T result = this.<Writing, T>within(tx, work);
            tx.finish();
            return new Written<>(result, tx.hasChanged() ? tx.lastNumber() : -1);
          } finally {
            tx.settle();
          }
        });
  }

  @Override
  public Stage stage() {
    return StageFile.beside(file);
  }

  /// Takes what was replaced or let go off the disk as well: nothing of it is left in the journal.
  /// False if somebody still reads there; to be tried again later.
  public boolean wipe() {
    return transact(
        link -> {
          link.commit();
          boolean done = link.emptyJournal();
          link.begin();
          return Written.silent(done);
        });
  }

  /// Calls `onRing` soon after each change of this store, by whomever; close the bell before the
  /// store.
  ///
  /// @param belfry hears of what other processes write
  public Bell onChange(Belfry belfry, Runnable onRing) {
    Bell bell = belfry.hang(file, onRing, bells::remove);
    bells.add(bell);
    return bell;
  }

  private <T> T transact(Function<Link, Written<T>> work) {
    if (writer.isHeldByCurrentThread()) {
      throw new IllegalStateException("a transaction of " + file + " inside another one");
    }
    writer.lock();
    try {
      synchronized (idle) {
        requireOpen();
      }
      Turns.Turn turn = turns.take();
      try {
        return transactInTurn(work);
      } finally {
        turn.close();
      }
    } finally {
      writer.unlock();
    }
  }

  private <T> T transactInTurn(Function<Link, Written<T>> work) {
    Link link = writingLink();
    link.begin();
    boolean done = false;
    try {
      Written<T> written = work.apply(link);
      link.commit();
      done = true;
      if (written.lastNumber() >= 0) {
        stroke.strike(written.lastNumber());
        bells.forEach(Bell::ring);
      }
      return written.result();
    } finally {
      if (!done && !link.rollback()) {
        writing = null;
        link.close();
      }
    }
  }

  private Link writingLink() {
    Link link = writing;
    if (link == null) {
      link = Link.open(file, Link.Mode.WRITE);
      writing = link;
    }
    return link;
  }

  /// Waits for the writer, then closes what is idle; a reader closes its own when it is done.
  @Override
  public void close() {
    writer.lock();
    try {
      synchronized (idle) {
        closed = true;
        idle.forEach(Link::close);
        idle.clear();
      }
      Link link = writing;
      writing = null;
      stroke.close();
      turns.close();
      if (link != null) {
        link.close();
      }
    } finally {
      writer.unlock();
    }
  }
}
