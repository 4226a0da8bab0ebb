package skein.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Core computes: no files, no network, no clock, no randomness, no threads. The engine in
/// `skein.core.replica` may lock; nothing else in core may even do that.
final class PurityTest {
  private static final String ENGINE = "skein.core.replica";

  /// In memory, or only a name that a signature needs.
  private static final Set<String> HARMLESS =
      Set.of(
          "java.io.ByteArrayInputStream",
          "java.io.ByteArrayOutputStream",
          "java.io.InputStream",
          "java.io.OutputStream",
          "java.io.Reader",
          "java.io.StringReader",
          "java.io.StringWriter",
          "java.io.Writer",
          "java.io.IOException",
          "java.io.UncheckedIOException",
          "java.io.Serializable");

  private static final List<String> BANNED =
      List.of(
          "java.io",
          "java.net",
          "java.nio.file",
          "java.nio.channels",
          "java.sql",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.Runtime",
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.ScopedValue",
          "java.security.SecureRandom",
          "java.time.Clock",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.Timer",
          "java.util.concurrent",
          "java.util.random",
          "java.util.logging");

  /// Methods that look at the machine or the moment, whatever their class.
  private static final Set<String> BANNED_METHODS =
      Set.of(
          "now",
          "random",
          "randomUUID",
          "systemDefault",
          "getDefault",
          "defaultCharset",
          "parallelStream");

  @Test
  void coreUsesNoClassThatTouchesTheWorld() {
    List<String> strays = new ArrayList<>();
    for (Arrow arrow : Arrow.all(List.of("core"))) {
      String name = arrow.to().replace('$', '.');
      boolean lock =
          Drawing.within(arrow.fromPackage(), ENGINE)
              && name.startsWith("java.util.concurrent.locks.");
      boolean banned = BANNED.stream().anyMatch(prefix -> Drawing.within(name, prefix));
      if (banned && !lock && !HARMLESS.contains(name)) {
        strays.add(arrow.told());
      }
    }
    assertThat(strays).as("what core may not use").isEmpty();
  }

  @Test
  void coreAsksNeitherForTheTimeNorForChanceNorForTheMachine() {
    List<String> strays =
        Arrow.classes(List.of("core")).stream()
            .flatMap(origin -> origin.getAccessesFromSelf().stream())
            .filter(PurityTest::asksTheWorld)
            .map(JavaAccess::getDescription)
            .sorted()
            .toList();
    assertThat(strays).as("what core may not ask for").isEmpty();
  }

  private static boolean asksTheWorld(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    String owner = target.getOwner().getName();
    if (owner.equals("java.lang.System")) {
      return !target.getName().equals("arraycopy");
    }
    return owner.startsWith("java.") && BANNED_METHODS.contains(target.getName());
  }
}
