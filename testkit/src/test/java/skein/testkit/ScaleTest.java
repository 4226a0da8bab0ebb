package skein.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ScaleTest {
  @Test
  void aCountFollowsTheScaleOfTheRun() {
    int count = Scale.of(Scale.Counts.quick(1).full(2).longRun(3));

    int expected =
        switch (Scale.current()) {
          case QUICK -> 1;
          case FULL -> 2;
          case LONG -> 3;
        };
    assertThat(count).isEqualTo(expected);
  }

  @Test
  void aCountNotRaisedStaysTheSame() {
    Scale.Counts counts = Scale.Counts.quick(5).full(9);

    assertThat(counts).isEqualTo(new Scale.Counts(5, 9, 9));
  }

  @Test
  void aLargerScaleNeverTriesLess() {
    assertThatThrownBy(() -> Scale.Counts.quick(5).full(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5, 4, 4");
  }
}
