package skein.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.app.home.Address;
import skein.app.home.Home;
import skein.app.home.Link;
import skein.app.home.OpenSpace;
import skein.app.home.PeerBook;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.app.node.Joining;
import skein.app.view.PeerText;
import skein.core.replica.Identity;
import skein.server.shape.Doc;

/// Lists and keeps the peers of a space.
@Command(
    name = "peer",
    description = "Lists the peers of the space; adds, shows and removes one.",
    mixinStandardHelpOptions = true,
    footer = {
      "%n  peer                     lists them",
      "  peer add NAME ADDRESS    remembers one, or gives it another address: pin, token and mode",
      "                           stay as they are unless they are said",
      "  peer add NAME LINK       takes up a link of skein share for a space that is here already",
      "  peer show NAME           all that is known of it",
      "  peer remove NAME         forgets it",
      "%nAn address is the folder of another home, or http(s)://HOST:PORT/s/SPACE-ID. Adding does",
      "not meet it yet. JSON, one object a line: name, address, mode (read or write), pin, state",
      "(in step, ahead, behind, unknown), since (when both had the same), last (met), came, went,",
      "error, remarks (kind, replica, seq, reason). After add and remove: name, result.",
      "%nExamples:",
      "  $ skein -s team peer add office ../other-home",
      "  $ skein -s team peer",
      "  $ skein -s team peer show office --json",
      "  $ skein -s team peer remove office"
    })
final class Peer implements Callable<Integer> {
  private final Desk desk;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "add, show or remove; else they are listed.")
  private String action = "list";

  @Parameters(index = "1..*", paramLabel = "NAME [ADDRESS|LINK]", description = "The peer.")
  private List<String> words = new ArrayList<>();

  @Option(names = "--pin", paramLabel = "HEX", description = "Which certificate its node has.")
  private @Nullable String pin;

  @Option(names = "--token", paramLabel = "TOKEN", description = "What it knows this home by.")
  private @Nullable String token;

  @Option(names = "--read-only", description = "Never push to it.")
  private boolean readOnly;

  @Option(
      names = "--insecure",
      description = "Also if the link's secret goes to another machine over plain HTTP.")
  private boolean insecure;

  Peer(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    SpaceBook.Entry entry = desk.entry();
    return switch (action) {
      case "list" -> show(entry, entry.peers());
      case "add" -> add(entry);
      case "show" -> show(entry, List.of(known(entry)));
      case "remove" -> {
        desk.home().forget(entry.id(), known(entry).name());
        yield told(word(0), "removed");
      }
      default ->
          throw new IllegalArgumentException(
              "'" + action + "' is not known: say add, show, remove, or nothing");
    };
  }

  private int add(SpaceBook.Entry entry) {
    String name = word(0);
    Home.requireName("a peer", name);
    boolean there = entry.peer(name).isPresent();
    boolean link = Link.isMeant(word(1)) && word(1).contains("#");
    desk.home().remember(entry.id(), link ? invited(entry, name) : said(entry, name));
    return told(name, there ? "changed" : "added");
  }

  /// Whom the command line tells of; what it leaves out stays as it was known.
  private SpaceBook.Peer said(SpaceBook.Entry entry, String name) {
    Address address = Address.parse(word(1), desk.folder());
    SpaceBook.Peer known = entry.peer(name).orElse(SpaceBook.Peer.of(name, address));
    return new SpaceBook.Peer(
        name,
        address.text(),
        pin == null ? known.pin() : pin,
        token == null ? known.token() : token,
        readOnly ? SpaceBook.Mode.READ : known.mode());
  }

  /// Whoever gave the link. A grant that comes with it is taken if this replica has none.
  private SpaceBook.Peer invited(SpaceBook.Entry entry, String name) {
    Link link = Link.parse(word(1));
    if (!link.id().equals(entry.id())) {
      throw new Refusal("the link is for another space; take it up with: skein clone LINK");
    }
    if (!insecure) {
      Joining.requireSafe(link);
    }
    try (OpenSpace space = desk.home().open(entry)) {
      Identity mine = space.replica().read(view -> view.reading().identity());
      Joining.Asking asking = new Joining.Asking(mine.origin().key(), desk.author());
      Joining.Welcome welcome = Joining.join(link, asking);
      if (mine.origin().grant() == null && welcome.grant() != null) {
        space.replica().adopt(Home.granted(mine, welcome.grant()));
      }
      return welcome.peer(name, link);
    }
  }

  private int told(String name, String result) {
    if (desk.json()) {
      desk.screen().json(new Doc().put("name", name).put("result", result));
    } else {
      desk.screen().line(result + " the peer " + name);
    }
    return Exit.DONE;
  }

  private SpaceBook.Peer known(SpaceBook.Entry entry) {
    String name = word(0);
    return entry
        .peer(name)
        .orElseThrow(
            () -> new Refusal("there is no peer '" + name + "'; list them with: skein peer"));
  }

  private String word(int place) {
    if (place < words.size()) {
      return words.get(place);
    }
    throw new IllegalArgumentException(
        "peer " + action + " needs " + (place == 0 ? "the name of a peer" : "an address"));
  }

  private int show(SpaceBook.Entry entry, List<SpaceBook.Peer> peers) {
    PeerBook book = desk.home().peers(entry.id());
    try (OpenSpace space = desk.home().open(entry)) {
      String now = space.replica().frontier().digest().hex();
      for (SpaceBook.Peer peer : peers) {
        if (desk.json()) {
          desk.screen().json(PeerText.json(peer, book.of(peer.name()), now));
        } else {
          PeerText.lines(peer, book.of(peer.name()), now).forEach(desk.screen()::line);
        }
      }
      return Exit.DONE;
    }
  }
}
