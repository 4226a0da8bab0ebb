package skein.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.app.Wiring;
import skein.app.cli.Bench;
import skein.app.cli.Setting;
import skein.app.home.Home;
import skein.app.home.Stores;
import skein.app.view.Screen;
import skein.core.replica.Reading;
import skein.core.replica.Stage;
import skein.core.replica.Store;
import skein.core.replica.StoreBroken;
import skein.core.replica.Surroundings;
import skein.core.replica.Writing;
import skein.server.hosting.Hosted;

/// Spaces that many use, on a disk that fails when one of them is closed.
@Timeout(60)
final class HomeSpacesTest {
  @TempDir private Path folder;
  private final AtomicLong ahead = new AtomicLong();
  private final List<String> told = new CopyOnWriteArrayList<>();

  /// A store whose closing fails.
  private record Failing(Store real) implements Store {
    @Override
    public <T> T read(Function<Reading, T> work) {
      return real.read(work);
    }

    @Override
    public <T> T write(Function<Writing, T> work) {
      return real.write(work);
    }

    @Override
    public Stage stage() {
      return real.stage();
    }

    @Override
    public void close() {
      real.close();
      throw new StoreBroken("the disk is full");
    }
  }

  /// The real stores of a home, all of which fail when they are closed.
  private static Stores failing(Stores real) {
    return (Stores)
        Proxy.newProxyInstance(
            Stores.class.getClassLoader(),
            new Class<?>[] {Stores.class},
            (proxy, method, arguments) -> {
              try {
                Object made = method.invoke(real, arguments);
                return made instanceof Store store ? new Failing(store) : made;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Home home(Setting setting) {
    Surroundings real = setting.home().surroundings();
    return new Home(
        new Bench(folder, "home").homeFolder(),
        failing(setting.stores()),
        new Surroundings(
            real.signer(),
            real.verifier(),
            () -> real.clockMillis().getAsLong() + ahead.get(),
            real.ids()));
  }

  private static void use(HomeSpaces spaces, String name) {
    Optional<Hosted> space = spaces.open(name);
    try (Hosted used = space.orElseThrow()) {
      assertThat(used.name()).isEqualTo(name);
    }
  }

  @Test
  void whatCannotBeClosedWellIsToldAndKeepsNobodyFromAnother() {
    Bench bench = new Bench(folder, "home");
    List<String> names = List.of("first", "second", "third");
    names.forEach(name -> bench.skein("init", "-s", name));
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Setting setting = Wiring.setting(new Screen(nowhere, nowhere), folder, Map.of());
    try (HomeSpaces spaces = HomeSpaces.start(home(setting), setting.stores(), told::add)) {
      use(spaces, "first");
      use(spaces, "second");
      ahead.addAndGet(Duration.ofMinutes(2).toMillis());
      use(spaces, "third");
      assertThat(told).containsExactly(sentence("first"), sentence("second"));
      names.forEach(name -> use(spaces, name));
    }
    assertThat(told).hasSize(5).contains(sentence("third"));
  }

  private static String sentence(String name) {
    return "closing '" + name + "': the disk is full";
  }
}
