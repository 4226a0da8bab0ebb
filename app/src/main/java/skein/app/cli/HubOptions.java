package skein.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import skein.app.grammar.SizeText;
import skein.app.home.DiskTrouble;
import skein.app.home.Refusal;
import skein.app.hub.HubSignIn;
import skein.app.node.Serving;
import skein.app.oidc.Oidc;
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
      names = "--hub-passkeys",
      description = "Be a hub that lets everybody in who makes a passkey.")
  private boolean passkeys;

  @Option(
      names = "--hub-oidc",
      paramLabel = "ISSUER=CLIENT_ID",
      description =
          "Be a hub for whoever signs in at this provider of OpenID Connect; may be repeated.")
  private Map<String, String> clients = new TreeMap<>();

  @Option(
      names = "--hub-oidc-secret",
      paramLabel = "ISSUER=FILE",
      description = "The file of the secret that the client has there, if it has one.")
  private Map<String, String> secrets = new TreeMap<>();

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

  /// The largest number that an option takes.
  private static final int MOST = 10_000_000;

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
      names = "--hub-sign-ins",
      paramLabel = "N",
      description = {
        "Tries to sign in a second from one network; 2 unless said otherwise,",
        "30 times that at once. More where people come through a proxy."
      })
  private int signIns = Limits.USUAL.signIns().aSecond();

  @Option(
      names = "--hub-poll",
      paramLabel = "SECONDS",
      description =
          "How long clients are to wait before they ask again; 300 unless said otherwise.")
  private long poll = Hub.Setting.POLL.toSeconds();

  /// What is told of a hub.
  static String notice(Serving.HubWish wish) {
    String hub = "a hub at " + wish.prefix();
    return wish.ways().development()
        ? hub + ", for trying out only: everybody is believed (--hub-dev)"
        : hub + ", for people who sign in";
  }

  /// What the options come to.
  Optional<Serving.HubWish> wish(Desk desk) {
    requireNumbers();
    HubSignIn.Wish ways = new HubSignIn.Wish(dev, passkeys, clients(desk));
    if (ways.isEmpty()) {
      if (!origins.isEmpty()) {
        throw new Refusal("--hub-origin goes with --hub-oidc, --hub-passkeys or --hub-dev");
      }
      return Optional.empty();
    }
    Limits limits =
        new Limits(
            objects,
            SizeText.parse(bytes),
            SizeText.parse(blob),
            new Rate.Often(rate * 5, rate),
            new Rate.Often(signIns * 30, signIns));
    return Optional.of(
        new Serving.HubWish(prefix, origins, limits, Duration.ofSeconds(poll), ways));
  }

  private void requireNumbers() {
    Map<String, Long> numbers =
        Map.of(
            "--hub-objects",
            objects,
            "--hub-rate",
            (long) rate,
            "--hub-sign-ins",
            (long) signIns,
            "--hub-poll",
            poll);
    new TreeMap<>(numbers)
        .forEach(
            (option, number) -> {
              if (number < 1 || number > MOST) {
                throw new Refusal(option + " is from 1 to " + MOST + ", not " + number);
              }
            });
  }

  private List<Oidc.Client> clients(Desk desk) {
    for (String issuer : secrets.keySet()) {
      if (!clients.containsKey(issuer)) {
        throw new Refusal("--hub-oidc-secret names " + issuer + ", --hub-oidc does not");
      }
    }
    return clients.entrySet().stream()
        .map(one -> new Oidc.Client(one.getKey(), one.getValue(), secret(desk, one.getKey())))
        .toList();
  }

  private @Nullable String secret(Desk desk, String issuer) {
    String name = secrets.get(issuer);
    if (name == null) {
      return null;
    }
    Path file = desk.path(name);
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new Refusal(file + " cannot be read: " + DiskTrouble.why(e), e);
    }
  }
}
