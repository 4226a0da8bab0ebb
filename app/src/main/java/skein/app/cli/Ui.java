package skein.app.cli;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import skein.app.home.NodeFiles;
import skein.app.home.Refusal;
import skein.app.node.Serving;
import skein.server.shape.Doc;

/// Opens the page of the node.
@Command(
    name = "ui",
    description = "Opens the page of this home in the browser; serves it if no node does.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nThe page gets the node's token with its address. Without a terminal, or with --print, the",
      "address is printed and nothing opened; whoever has it may do on this home what you may.",
      "JSON: address.",
      "%nExamples:",
      "  $ skein ui",
      "  $ skein ui --print"
    })
final class Ui implements Callable<Integer> {
  private final Desk desk;

  @Option(names = "--print", description = "Print the address, open nothing.")
  private boolean print;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where to serve if no node does; 8000 unless said otherwise.")
  private int port = 8000;

  Ui(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Optional<NodeFiles.Running> running = desk.home().node().running();
    if (running.isPresent()) {
      show(running.get().addresses().getFirst());
      return Exit.DONE;
    }
    if (print || desk.json()) {
      throw new Refusal("no node serves this home; start one with: skein serve");
    }
    Serving.Wish wish =
        new Serving.Wish(
            "127.0.0.1",
            port,
            Set.of(),
            new Serving.Protection.Usual(),
            desk.author(),
            null,
            Optional.empty());
    return Serve.until(desk, desk.home(), wish, serving -> show(serving.addresses().getFirst()));
  }

  private void show(String node) {
    String address = node + "/ui/#token=" + desk.home().node().token();
    if (desk.json()) {
      desk.screen().json(new Doc().put("address", address));
      return;
    }
    if (print || !Browser.open(desk, address)) {
      desk.screen().line(address);
    } else {
      desk.screen().line("opened " + node + "/ui/ in the browser");
    }
  }
}
