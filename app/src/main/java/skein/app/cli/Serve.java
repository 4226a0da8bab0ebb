package skein.app.cli;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import skein.app.home.Home;
import skein.app.home.Refusal;
import skein.app.node.Serving;
import skein.app.node.Serving.Protection;
import skein.server.shape.Doc;

/// Serves the home until it is ended.
@Command(
    name = "serve",
    description = "Serves all spaces of the home, until it is ended (Ctrl-C).",
    mixinStandardHelpOptions = true,
    footer = {
      "%nOn this machine (127.0.0.1) programs need no token; pages do, see skein ui. Listening at",
      "another address, it speaks TLS under a certificate of its own, which peers know by the link",
      "of skein share. Commands work on the home meanwhile. With -s, the records of that space",
      "stand at /records as well. Apps (skein app) are served too, each on a name of its own.",
      "With --hub-dev the node is a hub as well (spec/hub.md): pages keep objects in personal",
      "stores, which commands reach as -s DOMAIN/USER/BUCKET. For trying out only: everybody is",
      "believed.",
      "JSON: addresses, home.",
      "%nExamples:",
      "  $ skein serve",
      "  $ skein serve --port 8080",
      "  $ skein serve --hub-dev --hub-origin http://localhost:3000",
      "  $ skein serve --listen 192.168.1.20 --port 8443 --name office.example"
    })
final class Serve implements Callable<Integer> {
  private final Desk desk;

  @Option(
      names = "-d",
      paramLabel = "FOLDER",
      description = "Serve the home in this folder instead; it is made if it is not there.")
  private @Nullable String home;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description = "An address of this machine; 127.0.0.1 unless said otherwise.")
  private String listen = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port, 8000 unless said otherwise; 0 for any that is free.")
  private int port = 8000;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "A name by which others reach this machine; may be repeated.")
  private Set<String> names = new TreeSet<>();

  @Option(names = "--tls", description = "Speak TLS on this machine too.")
  private boolean tls;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "A certificate of your own with its chain, PEM.")
  private @Nullable String certificate;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "The key to it, PEM.")
  private @Nullable String key;

  @Option(names = "--insecure", description = "No TLS, whoever may listen in.")
  private boolean insecure;

  @Mixin private HubOptions hub = new HubOptions();

  Serve(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Serving.Wish wish =
        new Serving.Wish(
            listen, port, names, protection(), desk.author(), desk.named(), hub.wish());
    return until(desk, meant(), wish, this::tell);
  }

  private Home meant() {
    String folder = home;
    return folder == null ? desk.home() : desk.home().at(desk.path(folder));
  }

  /// Serves until the process is ended.
  static int until(Desk desk, Home home, Serving.Wish wish, Consumer<Serving> begun) {
    CountDownLatch ended = new CountDownLatch(1);
    Serving.Tools tools =
        new Serving.Tools(
            desk.setting().stores(),
            desk.setting().meeting(),
            sentence -> complain(desk, sentence));
    String version = Skein.VERSION.substring("skein ".length());
    try (Serving serving = Serving.start(home, tools, wish, version)) {
      Thread end = Thread.ofPlatform().unstarted(() -> end(serving, ended));
      Runtime.getRuntime().addShutdownHook(end);
      synchronized (desk.screen()) {
        begun.accept(serving);
        desk.screen().out().flush();
      }
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Exit.DONE;
  }

  /// From any thread of the node.
  private static void complain(Desk desk, String sentence) {
    synchronized (desk.screen()) {
      desk.screen().complain("skein: " + sentence);
    }
  }

  /// The process ends when this returns.
  private static void end(Serving serving, CountDownLatch ended) {
    serving.close();
    ended.countDown();
  }

  private Protection protection() {
    String file = certificate;
    String secret = key;
    if ((file == null) != (secret == null)) {
      throw new Refusal("--tls-cert and --tls-key go together");
    }
    if (file != null && secret != null) {
      return new Protection.Given(desk.path(file), desk.path(secret));
    }
    return insecure ? new Protection.None() : tls ? new Protection.Own() : new Protection.Usual();
  }

  private void tell(Serving serving) {
    if (desk.json()) {
      desk.screen()
          .json(
              new Doc()
                  .putTexts("addresses", serving.addresses())
                  .put("home", meant().folder().toString()));
      return;
    }
    for (String address : serving.addresses()) {
      desk.screen().line("serving " + meant().folder() + " at " + address);
    }
    hub.wish().ifPresent(wish -> desk.screen().line(HubOptions.notice(wish)));
    desk.screen().line("the page: skein ui; let others in: skein share; end it with Ctrl-C");
  }
}
