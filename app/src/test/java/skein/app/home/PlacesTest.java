package skein.app.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlacesTest {
  private static final Map<String, String> LINUX =
      Map.of("os.name", "Linux", "user.home", "/passwd/ann");

  @Test
  void theVariableOfTheHomeGoesBeforeAll() {
    assertThat(Places.home(Map.of("SKEIN_HOME", "/x/../y", "HOME", "/home/ann"), LINUX))
        .isEqualTo(Path.of("/y"));
  }

  @Test
  void theUsersFolderIsTheOneOfTheEnvironment() {
    assertThat(Places.home(Map.of("HOME", "/home/ann"), LINUX))
        .isEqualTo(Path.of("/home/ann/.local/share/skein"));
    assertThat(Places.home(Map.of(), LINUX)).isEqualTo(Path.of("/passwd/ann/.local/share/skein"));
    assertThat(Places.home(Map.of("HOME", "/home/ann", "XDG_DATA_HOME", "/data"), LINUX))
        .isEqualTo(Path.of("/data/skein"));
  }

  @Test
  void otherPlatformsHaveTheirOwnPlaces() {
    assertThat(Places.home(Map.of("HOME", "/Users/ann"), Map.of("os.name", "Mac OS X")))
        .isEqualTo(Path.of("/Users/ann/Library/Application Support/Skein"));
    assertThat(Places.home(Map.of("LOCALAPPDATA", "/local"), Map.of("os.name", "Windows 11")))
        .isEqualTo(Path.of("/local/Skein"));
  }
}
