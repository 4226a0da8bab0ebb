package skein.app.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.app.Wiring;
import skein.app.apps.AppNode;
import skein.app.cli.Setting;
import skein.app.home.AppLimits;
import skein.app.home.AppLink;
import skein.app.home.OpenSpace;
import skein.app.home.SpaceBook;
import skein.app.view.Pace;
import skein.app.view.Screen;
import skein.core.value.SpaceId;

/// The peers of an app on a machine where something fails now and then.
@Timeout(60)
final class CompanyTest {
  private static final Duration LOOK = Duration.ofMillis(50);

  @TempDir private Path folder;

  private Setting setting(String home) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Screen screen = new Screen(nowhere, nowhere, Optional.empty(), new Pace(() -> 0));
    return Wiring.setting(screen, folder, Map.of("SKEIN_HOME", folder.resolve(home).toString()));
  }

  @Test
  void aPeerIsMetAgainAfterAFailureOnThisSide() throws InterruptedException {
    SpaceId app = new AppCreation(setting("owner").home()).create("board", AppLimits.DEFAULT);
    Setting mine = setting("mine");
    try (AppNode owner = AppNode.start(folder.resolve("owner"), 0)) {
      AppJoin join = new AppJoin(mine.home());
      join.remember(new AppLink(app, List.of("127.0.0.1:" + owner.port())), "board");
      assertThat(join.ask(app).reasons()).isEmpty();
      SpaceBook.Entry entry = mine.home().book().of(app).orElseThrow();
      AtomicInteger times = new AtomicInteger();
      Semaphore met = new Semaphore(0);
      Runnable changed =
          () -> {
            if (times.incrementAndGet() == 1) {
              throw new IllegalStateException("the first time something fails");
            }
            met.release();
          };
      try (OpenSpace space = mine.home().open(entry);
          Company company =
              new Company(mine.home(), space, mine.stores(), mine.meeting(), changed)) {
        do {
          company.update();
        } while (!met.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS));
        assertThat(company.connected()).hasSize(1);
      }
    }
  }
}
