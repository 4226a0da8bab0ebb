package skein.app.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;
import skein.app.grammar.SizeText;
import skein.app.home.Refusal;
import skein.app.node.Serving;
import skein.server.hosting.Rate;
import skein.server.hub.Hub;
import skein.server.hub.Limits;

/// The options by which a node becomes a hub.
final class HubOptions {
  @Option(
      names = "--hub-dev",
      description = "Be a hub that believes everybody, for trying out apps.")
  private boolean dev;

  @Option(
      names = "--hub-prefix",
      paramLabel = "PATH",
      description = "Where the hub's addresses begin; /sync unless said otherwise.")
  private String prefix = Hub.PREFIX;

  @Option(
      names = "--hub-origin",
      paramLabel = "ORIGIN",
      description = "Pages elsewhere that may use the hub; may be repeated.")
  private Set<String> origins = new TreeSet<>();

  @Option(
      names = "--hub-objects",
      paramLabel = "N",
      description = "How many objects a store holds; 100000 unless said otherwise.")
  private long objects = Limits.USUAL.objects();

  @Option(
      names = "--hub-bytes",
      paramLabel = "SIZE",
      description = "How much a store holds; 100MB unless said otherwise.")
  private String bytes = "100MB";

  @Option(
      names = "--hub-blob",
      paramLabel = "SIZE",
      description = "How large a blob may be; 5MB unless said otherwise.")
  private String blob = "5MB";

  @Option(
      names = "--hub-rate",
      paramLabel = "N",
      description =
          "Requests a second for one store; 20 unless said otherwise, five times that at once.")
  private int rate = Limits.USUAL.requests().aSecond();

  @Option(
      names = "--hub-poll",
      paramLabel = "SECONDS",
      description =
          "How long clients are to wait before they ask again; 300 unless said otherwise.")
  private long poll = Hub.Setting.POLL.toSeconds();

  /// What is told of a hub.
  static String notice(Serving.HubWish wish) {
    return "a hub at " + wish.prefix() + ", for trying out only: everybody is believed (--hub-dev)";
  }

  /// What the options come to.
  Optional<Serving.HubWish> wish() {
    if (!dev) {
      if (!origins.isEmpty()) {
        throw new Refusal("--hub-origin goes with --hub-dev");
      }
      return Optional.empty();
    }
    Limits limits =
        new Limits(
            objects, SizeText.parse(bytes), SizeText.parse(blob), new Rate.Often(rate * 5, rate));
    return Optional.of(new Serving.HubWish(prefix, origins, limits, Duration.ofSeconds(poll)));
  }
}
