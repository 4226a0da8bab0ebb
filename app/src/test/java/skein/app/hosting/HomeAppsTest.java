package skein.app.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.app.Wiring;
import skein.app.cli.Setting;
import skein.app.view.Pace;
import skein.app.view.Screen;
import skein.core.value.SpaceId;
import skein.server.hosting.Apps;

/// The apps of a home while many ask for them at once.
@Timeout(60)
final class HomeAppsTest {
  private static final int APPS = 25;
  private static final int ASKING = 12;

  @TempDir private Path folder;

  @Test
  void whatIsHostedIsNotEndedByWhoLookedBefore() throws Exception {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Screen screen = new Screen(nowhere, nowhere, Optional.empty(), new Pace(() -> 0));
    Setting setting =
        Wiring.setting(screen, folder, Map.of("SKEIN_HOME", folder.resolve("home").toString()));
    ConcurrentLinkedQueue<SpaceId> left = new ConcurrentLinkedQueue<>();
    AtomicBoolean done = new AtomicBoolean();
    List<SpaceId> made = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(ASKING);
        HomeApps apps =
            HomeApps.start(
                setting.home(), setting.stores(), setting.meeting(), sentence -> {}, left::add)) {
      List<Future<?>> asking = new ArrayList<>();
      for (int i = 0; i < ASKING; i++) {
        asking.add(threads.submit(() -> askUntil(done, apps)));
      }
      try {
        for (int i = 0; i < APPS; i++) {
          made.add(apps.create(new Apps.Wish("app" + i, null, null)));
        }
      } finally {
        done.set(true);
      }
      for (Future<?> one : asking) {
        one.get();
      }
      assertThat(left).isEmpty();
      assertThat(apps.all()).extracting(Apps.Card::id).containsExactlyInAnyOrderElementsOf(made);
    }
  }

  private static void askUntil(AtomicBoolean done, HomeApps apps) {
    while (!done.get()) {
      apps.all();
    }
  }
}
