package skein.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ScreenTest {
  private final AtomicLong clock = new AtomicLong(5_000);
  private final StringWriter err = new StringWriter();

  private Screen screen(boolean terminal) {
    Screen.Keyboard nobody = prompt -> Optional.empty();
    return new Screen(
        new PrintWriter(new StringWriter()),
        new PrintWriter(err, true),
        terminal ? Optional.of(nobody) : Optional.empty(),
        new Pace(clock::get));
  }

  @Test
  void progressIsShownOnceAJobHasTakenASecondAndThenTenTimesASecond() {
    Screen screen = screen(true);
    screen.progress("1 row");
    screen.progressDone();
    assertThat(err.toString()).isEmpty();
    for (int row = 2; row < 400; row++) {
      clock.addAndGet(10);
      screen.progress(row + " rows");
    }
    assertThat(err.toString().split("\r", -1)).hasSize(31);
    screen.progressDone();
    assertThat(err.toString()).endsWith("\r\u001b[K");
  }

  @Test
  void withoutATerminalNoProgressIsShown() {
    Screen screen = screen(false);
    clock.addAndGet(60_000);
    screen.progress("1 row");
    screen.progressDone();
    assertThat(err.toString()).isEmpty();
  }
}
