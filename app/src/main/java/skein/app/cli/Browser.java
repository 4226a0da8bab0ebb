package skein.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import skein.server.http.Guard;
import skein.server.shape.Doc;

/// The browser of whoever sits at this machine.
final class Browser {
  private Browser() {}

  /// Opens an address of a node, or prints it where that cannot be.
  static void show(Desk desk, String address) {
    if (desk.json()) {
      desk.screen().json(new Doc().put("address", address));
    } else {
      boolean opened = open(desk, address);
      desk.screen().line(opened ? "opened " + address + " in the browser" : address);
    }
  }

  /// Opens an address; false if nobody sits there, the address is another machine's, or there is no
  /// browser to be had.
  static boolean open(Desk desk, String address) {
    return desk.screen().keyboard().isPresent()
        && Guard.isLoopback(Guard.hostOf(address))
        && started(address);
  }

  private static boolean started(String address) {
    String platform = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    List<String> command =
        platform.startsWith("mac")
            ? List.of("open", address)
            : platform.startsWith("windows")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
                : List.of("xdg-open", address);
    try {
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException e) {
      // No such program here: the address is printed, for the user to open.
      return false;
    }
  }
}
