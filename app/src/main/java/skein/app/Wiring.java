package skein.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import skein.app.cli.Setting;
import skein.app.home.Home;
import skein.app.home.Meeting;
import skein.app.home.Places;
import skein.app.home.Stores;
import skein.app.meeting.Bundles;
import skein.app.meeting.ByAddress;
import skein.app.meeting.Folders;
import skein.app.meeting.Nodes;
import skein.app.view.Screen;
import skein.core.post.PostStore;
import skein.core.replica.Identity;
import skein.core.replica.Retention;
import skein.core.replica.Store;
import skein.core.replica.Surroundings;
import skein.core.value.Bytes;
import skein.store.keys.Ed25519Keys;
import skein.store.posts.SqlitePostStore;
import skein.store.sqlite.Belfry;
import skein.store.sqlite.SqliteStore;

/// Puts the parts together: the one place that knows every adapter.
public final class Wiring {
  private Wiring() {}

  /// The command line of this process.
  ///
  /// @param environment the environment variables
  public static Setting setting(Screen screen, Path folder, Map<String, String> environment) {
    Map<String, String> system = new HashMap<>();
    for (String name : List.of("os.name", "user.home", "user.name")) {
      system.put(name, System.getProperty(name, ""));
    }
    Path place = Places.home(environment, system);
    Stores stores = new SqliteFiles();
    Home home = new Home(place, stores, surroundings());
    String user = system.getOrDefault("user.name", "");
    return new Setting(home, stores, meeting(home), screen, folder, environment, user);
  }

  /// Real keys, the machine's clock, time-ordered ids.
  static Surroundings surroundings() {
    Ed25519Keys keys = new Ed25519Keys();
    return new Surroundings(keys, keys, System::currentTimeMillis, new Ids());
  }

  /// Spaces in SQLite files.
  private static final class SqliteFiles implements Stores {
    private final Belfry belfry = new Belfry();

    @Override
    public Store create(
        Path file, Bytes charter, Identity identity, String epoch, Retention retention) {
      return SqliteStore.create(file, charter, identity, epoch, retention);
    }

    @Override
    public Store open(Path file) {
      return SqliteStore.open(file);
    }

    @Override
    public Store openReadOnly(Path file) {
      return SqliteStore.openReadOnly(file);
    }

    @Override
    public PostStore posts(Path file, String epoch) {
      return SqlitePostStore.open(file, epoch);
    }

    @Override
    public PostStore postsReadOnly(Path file) {
      return SqlitePostStore.openReadOnly(file);
    }

    @Override
    public Watch onChange(PostStore open, Runnable listener) {
      if (open instanceof SqlitePostStore posts) {
        return posts.onChange(belfry, listener)::close;
      }
      throw new IllegalArgumentException(open + " was not opened here");
    }

    @Override
    public Watch onChange(Store open, Runnable listener) {
      if (open instanceof SqliteStore store) {
        return store.onChange(belfry, listener)::close;
      }
      throw new IllegalArgumentException(open + " was not opened here");
    }

    @Override
    public void copy(Path file, Path target, LongConsumer progress) {
      try (SqliteStore store = SqliteStore.openReadOnly(file)) {
        store.backup(target, progress);
      }
    }

    @Override
    public void adopt(Path file, Identity identity, String epoch) {
      SqliteStore.adopt(file, identity, epoch);
    }

    @Override
    public List<String> faults(Path file) {
      return SqliteStore.faults(file);
    }

    @Override
    public List<String> postFaults(Path file) {
      return SqlitePostStore.faults(file);
    }

    @Override
    public Optional<String> lost(Path file) {
      return SqliteStore.lost(file);
    }
  }

  /// How peers are met: one adapter for each kind of address.
  static Meeting meeting(Home home) {
    return new ByAddress(new Folders(home), new Bundles(), new Nodes());
  }

  /// UUIDv7 (RFC 9562): 48 bits of milliseconds, the rest by chance. Safe for all threads.
  private static final class Ids implements Supplier<String> {
    private final SecureRandom random = new SecureRandom();

    @Override
    public String get() {
      long millis = System.currentTimeMillis();
      long high = millis << 16 | 0x7000 | (random.nextLong() & 0xfff);
      long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
      return new java.util.UUID(high, low).toString();
    }
  }
}
