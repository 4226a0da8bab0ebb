package skein.app.home;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where a home lies when nobody says.
public final class Places {
  /// The environment variable that names the home's folder.
  public static final String HOME_VARIABLE = "SKEIN_HOME";

  private Places() {}

  /// The folder in `SKEIN_HOME`, else the usual place of the platform.
  ///
  /// @param environment the environment variables
  /// @param system the system properties `os.name` and `user.home`
  public static Path home(Map<String, String> environment, Map<String, String> system) {
    String named = environment.getOrDefault(HOME_VARIABLE, "");
    if (!named.isBlank()) {
      return Path.of(named).toAbsolutePath().normalize();
    }
    String told = environment.getOrDefault("HOME", "");
    Path user = Path.of(told.isBlank() ? system.getOrDefault("user.home", ".") : told);
    String platform = system.getOrDefault("os.name", "").toLowerCase(Locale.ROOT);
    if (platform.startsWith("mac")) {
      return user.resolve("Library/Application Support/Skein");
    }
    String local = environment.getOrDefault("LOCALAPPDATA", "");
    if (platform.startsWith("windows") && !local.isBlank()) {
      return Path.of(local).resolve("Skein");
    }
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    return (data.isBlank() ? user.resolve(".local/share") : Path.of(data)).resolve("skein");
  }
}
