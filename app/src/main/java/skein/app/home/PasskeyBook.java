package skein.app.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import skein.core.value.Bytes;
import skein.core.value.NotStrict;

/// The passkeys that people have made at this node: a small file for each person. Nothing in it is
/// secret. Safe for all threads and under several processes.
public final class PasskeyBook {
  private static final int MOST = 100_000;

  private final Path folder;
  private final Path lockFile;
  private final HomeLock lock;

  PasskeyBook(Path node, HomeLock lock) {
    this.folder = node.resolve("passkeys");
    this.lockFile = node.resolve("passkeys.lock");
    this.lock = lock;
  }

  /// Whom devices call by this handle.
  public Optional<PasskeyHolder> find(Bytes handle) {
    return Optional.of(file(handle)).filter(Files::exists).map(PasskeyBook::read);
  }

  private static PasskeyHolder read(Path file) {
    try {
      return PasskeyHolder.parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new Refusal(file + " cannot be read: " + DiskTrouble.why(e), e);
    } catch (IllegalArgumentException | DateTimeException | NotStrict e) {
      throw new Refusal(
          file + " is damaged: " + e.getMessage() + "; put back a copy of it from a backup", e);
    }
  }

  /// Everybody, by name.
  public List<PasskeyHolder> all() {
    return files(
        files ->
            files
                .filter(file -> file.toString().endsWith(".json"))
                .map(PasskeyBook::read)
                .sorted(Comparator.comparing(PasskeyHolder::user))
                .toList());
  }

  /// Notes somebody new; false if there is somebody of this name already, or no room.
  public boolean add(PasskeyHolder holder) {
    return locked(
        () -> {
          boolean free =
              find(PasskeyHolder.handle(holder.user())).isEmpty() && files(Stream::count) < MOST;
          if (free) {
            write(holder);
          }
          return free;
        });
  }

  /// Notes what has changed of somebody, and gives it; empty if there is nobody, or he does not
  /// change.
  public Optional<PasskeyHolder> change(
      Bytes handle, Function<PasskeyHolder, Optional<PasskeyHolder>> change) {
    return locked(
        () -> {
          Optional<PasskeyHolder> changed = find(handle).flatMap(change);
          if (changed.isPresent()) {
            write(changed.get());
          }
          return changed;
        });
  }

  /// Lets somebody add a passkey, once; an invitation that he had before is good no more. Empty if
  /// nobody is called so.
  public Optional<PasskeyLink> invite(String user, Instant until) {
    PasskeyLink link = PasskeyLink.fresh(user);
    PasskeyHolder.Invitation fresh = new PasskeyHolder.Invitation(link.hash(), until, false);
    return change(PasskeyHolder.handle(user), holder -> Optional.of(holder.with(fresh)))
        .map(holder -> link);
  }

  private <T> T locked(HomeLock.Work<T> work) {
    try {
      PrivateFiles.makeFolder(folder);
      return lock.locked(lockFile, work);
    } catch (IOException e) {
      throw new Refusal(folder + " cannot be written: " + DiskTrouble.why(e), e);
    }
  }

  private <T> T files(Function<Stream<Path>, T> look) {
    if (!Files.isDirectory(folder)) {
      return look.apply(Stream.of());
    }
    try (Stream<Path> files = Files.list(folder)) {
      return look.apply(files);
    } catch (IOException e) {
      throw new Refusal(folder + " cannot be read: " + DiskTrouble.why(e), e);
    }
  }

  private void write(PasskeyHolder holder) throws IOException {
    PrivateFiles.replace(file(PasskeyHolder.handle(holder.user())), holder.json());
  }

  private Path file(Bytes handle) {
    return folder.resolve(handle.hex() + ".json");
  }
}
