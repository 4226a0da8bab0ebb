package skein.app.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import skein.app.home.NodeFiles;
import skein.app.home.Refusal;

/// The options of commands that print a link to the node of this home.
final class LinkOptions {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "How long the link is good: 30m, 2h, 7d; a day unless said otherwise.")
  private @Nullable String lasts;

  @Option(
      names = "--address",
      paramLabel = "URL",
      description = "How others reach the node, if not at the address it listens at.")
  private @Nullable String address;

  /// The node that the link leads to.
  static NodeFiles.Running running(Desk desk) {
    return desk.home()
        .node()
        .running()
        .orElseThrow(
            () ->
                new Refusal(
                    "no node serves this home, so nobody could come; start one in another terminal"
                        + " (skein serve --listen ADDRESS), then try again"));
  }

  /// How others reach it, without a slash at the end.
  String address(NodeFiles.Running node) {
    String at = address == null ? node.addresses().getFirst() : String.valueOf(address);
    return at.replaceAll("/+$", "");
  }

  /// How long the link is good.
  Duration duration() {
    String typed = lasts;
    if (typed == null) {
      return DAY;
    }
    if (!typed.matches("[1-9]\\d{0,4}[mhd]")) {
      throw new IllegalArgumentException("--for " + typed + ": it reads 30m, 2h or 7d");
    }
    long count = Long.parseLong(typed.substring(0, typed.length() - 1));
    Duration wanted =
        switch (typed.charAt(typed.length() - 1)) {
          case 'm' -> Duration.ofMinutes(count);
          case 'h' -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        };
    if (wanted.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("--for " + typed + ": the longest is 30d");
    }
    return wanted;
  }
}
