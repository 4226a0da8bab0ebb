package skein.store.sqlite;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import skein.core.replica.StoreBroken;

/// Hears for many bells at once: one watch of the file system for a process with many spaces (Linux
/// allows a user 128 of them). Safe for all threads.
public final class Belfry implements AutoCloseable {
  private final Map<Bell, Place> places = new HashMap<>();
  private @Nullable WatchService watch;

  /// Where a bell hangs: the folder that is watched, and the file that is written.
  private record Place(WatchKey folder, Path file) {}

  /// Without a bell it watches nothing.
  public Belfry() {}

  /// The file that is written after each change of a store.
  static Path fileOf(Path log) {
    String name = String.valueOf(log.getFileName());
    String stem = name.endsWith(".db") ? name.substring(0, name.length() - 3) : name;
    return log.resolveSibling(stem + ".bell");
  }

  /// Hangs a bell beside a store; [Bell#close] takes it down.
  ///
  /// @param log the file of the store
  public Bell hang(Path log, Runnable onRing) {
    return hang(log, onRing, bell -> {});
  }

  /// The same; `takenDown` runs once it is closed.
  public Bell hang(Path log, Runnable onRing, Consumer<Bell> takenDown) {
    Path file = fileOf(log.toAbsolutePath()).getFileName();
    synchronized (places) {
      WatchKey folder = register(log);
      Bell bell = Bell.start(onRing, down -> takenDown.andThen(this::takeDown).accept(down));
      places.put(bell, new Place(folder, file));
      return bell;
    }
  }

  private WatchKey register(Path log) {
    Path folder = log.toAbsolutePath().resolveSibling(".").normalize();
    try {
      WatchService service = watch;
      if (service == null) {
        service = folder.getFileSystem().newWatchService();
        watch = service;
        WatchService started = service;
        Thread.ofVirtual().name("belfry").start(() -> listen(started));
      }
      return folder.register(
          service, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_CREATE);
    } catch (IOException e) {
      throw new StoreBroken(
          "cannot watch %s for changes: %s. See that it is there, and that the system allows one"
                  .formatted(folder, e.getMessage())
              + " more watch (fs.inotify.max_user_instances)",
          e);
    }
  }

  private void listen(WatchService service) {
    try {
      while (true) {
        WatchKey folder = service.take();
        for (WatchEvent<?> event : folder.pollEvents()) {
          ring(folder, event);
        }
        folder.reset();
      }
    } catch (ClosedWatchServiceException | InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// An event without a file says that some were lost: then all bells of the folder ring.
  private void ring(WatchKey folder, WatchEvent<?> event) {
    synchronized (places) {
      places.forEach(
          (bell, place) -> {
            if (place.folder().equals(folder)
                && (event.context() == null || place.file().equals(event.context()))) {
              bell.ring();
            }
          });
    }
  }

  private void takeDown(Bell bell) {
    synchronized (places) {
      Place place = places.remove(bell);
      if (place != null
          && places.values().stream().noneMatch(p -> p.folder().equals(place.folder()))) {
        place.folder().cancel();
      }
      if (places.isEmpty()) {
        close();
      }
    }
  }

  /// Hears no more, until another bell is hung, as when the last one was taken down; bells that
  /// hang here still ring when their own store rings them.
  @Override
  public void close() {
    synchronized (places) {
      WatchService service = watch;
      watch = null;
      try {
        if (service != null) {
          service.close();
        }
      } catch (IOException e) {
        throw new StoreBroken("cannot end the watch of a folder [" + e + "]", e);
      }
    }
  }
}
