package skein.app.cli;

import java.nio.file.Path;
import java.util.Map;
import skein.app.home.Home;
import skein.app.home.Meeting;
import skein.app.home.Stores;
import skein.app.view.Screen;

/// Where the command line runs. Immutable.
///
/// @param home the user's home
/// @param stores how its spaces are opened
/// @param meeting how replicas meet
/// @param screen where answers go
/// @param folder the working folder
/// @param environment the environment variables
/// @param user the name of the user of this machine
public record Setting(
    Home home,
    Stores stores,
    Meeting meeting,
    Screen screen,
    Path folder,
    Map<String, String> environment,
    String user) {
  public Setting {
    environment = Map.copyOf(environment);
  }
}
