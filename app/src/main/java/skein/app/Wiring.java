package skein.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import skein.app.cli.Setting;
import skein.app.home.Home;
import skein.app.home.Meeting;
import skein.app.home.Places;
import skein.app.home.Stores;
import skein.app.meeting.ByAddress;
import skein.app.meeting.Folders;
import skein.app.meeting.NoWay;
import skein.app.view.Screen;
import skein.core.replica.Identity;
import skein.core.replica.Store;
import skein.core.replica.Surroundings;
import skein.core.value.Bytes;
import skein.store.keys.Ed25519Keys;
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
    Home home = new Home(place, new SqliteFiles(), surroundings());
    String user = system.getOrDefault("user.name", "");
    return new Setting(home, meeting(home), screen, folder, environment, user);
  }

  /// Real keys, the machine's clock, time-ordered ids.
  static Surroundings surroundings() {
    Ed25519Keys keys = new Ed25519Keys();
    return new Surroundings(keys, keys, System::currentTimeMillis, new Ids());
  }

  /// Spaces in SQLite files.
  private static final class SqliteFiles implements Stores {
    @Override
    public Store create(Path file, Bytes charter, Identity identity, String epoch) {
      return SqliteStore.create(file, charter, identity, epoch);
    }

    @Override
    public Store open(Path file) {
      return SqliteStore.open(file);
    }

    @Override
    public Store openReadOnly(Path file) {
      return SqliteStore.openReadOnly(file);
    }
  }

  /// How peers are met: one adapter for each kind of address.
  static Meeting meeting(Home home) {
    return new ByAddress(new Folders(home), new NoWay("a bundle"), new NoWay("a URL"));
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
