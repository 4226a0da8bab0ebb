package skein.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
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
import skein.app.home.Refusal;
import skein.app.home.Stores;
import skein.app.view.Screen;
import skein.core.replica.Identity;
import skein.core.replica.Remark;
import skein.core.replica.Replica;
import skein.core.replica.Store;
import skein.core.replica.Surroundings;
import skein.core.value.Bytes;
import skein.store.keys.Ed25519Keys;
import skein.store.sqlite.Belfry;
import skein.store.sqlite.SqliteStore;
import skein.sync.exchange.Ending;
import skein.sync.exchange.Result;
import skein.sync.transport.Pull;
import skein.sync.transport.Unreachable;

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
    return new Setting(home, stores, new InPerson(), screen, folder, environment, user);
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
    public Optional<String> lost(Path file) {
      return SqliteStore.lost(file);
    }
  }

  /// A pull within this process.
  private static final class InPerson implements Meeting {
    @Override
    public Pulled pull(Replica mine, Replica theirs, LongConsumer progress) {
      try {
        Result result = Pull.run(theirs, mine, received -> progress.accept(received.integrated()));
        return pulled(result);
      } catch (Unreachable e) {
        throw new Refusal(String.valueOf(e.getMessage()), e);
      }
    }

    private static Pulled pulled(Result result) {
      int lines = result.received().integrated();
      List<String> notes = new ArrayList<>();
      result.received().remarks().stream().map(Remark::toString).forEach(notes::add);
      if (result.clocksDiffer()) {
        notes.add("the other side's clock differs by " + result.clockAhead());
      }
      return switch (result.ending()) {
        case Ending.Same same -> new Pulled(0, notes, false);
        case Ending.Complete complete -> new Pulled(lines, notes, result.received().renewed());
        case Ending.Open open -> throw cutOff("it was cut off", lines);
        case Ending.Failed failed -> throw cutOff(failed.reason(), lines);
      };
    }

    private static Refusal cutOff(String reason, int lines) {
      return new Refusal(
          "the pull did not come to its end: "
              + reason
              + "; "
              + lines
              + " changesets came and stay; pull again to go on");
    }
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
