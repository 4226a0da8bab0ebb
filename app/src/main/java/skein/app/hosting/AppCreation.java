package skein.app.hosting;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import skein.app.home.AppLimits;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.core.replica.Retention;
import skein.core.value.SpaceId;

/// Makes apps that this home owns.
public final class AppCreation {
  private final Home home;

  public AppCreation(Home home) {
    this.home = home;
  }

  /// Makes an app; its id.
  ///
  /// @param name what it is called here; null for a name of its own
  public SpaceId create(@Nullable String name, AppLimits limits) {
    String word = "app-" + Integer.toHexString(new SecureRandom().nextInt() | 0x8000_0000);
    OpenSpace space = home.createApp(name == null ? word : name);
    try (space) {
      space.replica().retain(Retention.LATEST);
      if (!limits.equals(AppLimits.DEFAULT)) {
        new Content(home, space).limit(limits);
      }
      return space.entry().id();
    }
  }
}
