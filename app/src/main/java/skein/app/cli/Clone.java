package skein.app.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.app.home.Address;
import skein.app.home.Home;
import skein.app.home.Link;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.app.meeting.Bundles;
import skein.app.meeting.Folders;
import skein.app.node.Joining;
import skein.core.history.Charter;
import skein.core.replica.Identity;

/// Makes a replica of a space of another home.
@Command(
    name = "clone",
    description = "Makes a replica of a space of another home or node, and pulls all it has.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nA LINK comes from skein share on the other machine; put it into quotes. Another home,",
      "in a folder, is only read. Where it came from is remembered as a peer. Cut off, run the",
      "same again: it goes on where it stopped. A bundle is a file, made with skein push",
      "NAME.skein-bundle. JSON: as pull.",
      "%nExamples:",
      "  $ skein clone ../other-home team -s team"
    })
final class Clone implements Callable<Integer> {
  private final Desk desk;

  @Parameters(
      index = "0",
      paramLabel = "LINK|FOLDER|FILE",
      description = "A link of skein share, or the folder of another home.")
  private String from = "";

  @Option(
      names = "--insecure",
      description = "Also if the link's secret goes to another machine over plain HTTP.")
  private boolean insecure;

  @Option(
      names = "--shallow",
      description = "Without history: only what is needed to see and change everything.")
  private boolean shallow;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SPACE",
      description = "What the space is called there; may be left out if it has but one.")
  private @Nullable String there;

  Clone(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    if (Link.isMeant(from)) {
      return link(Link.parse(from));
    }
    Address address = Address.parse(from, desk.folder());
    return switch (address) {
      case Address.Folder folder -> folder(folder);
      case Address.Bundle bundle -> bundle(bundle);
      case Address.Url url ->
          throw new Refusal(url.text() + " is no link of skein share: it has no secret");
    };
  }

  private Visit.Way way() {
    return shallow ? Visit.Way.SHALLOW : Visit.Way.PULL;
  }

  private int link(Link link) {
    Optional<SpaceBook.Entry> known = desk.home().book().of(link.id());
    if (known.isPresent()) {
      return goOn(known.get(), link);
    }
    if (!insecure) {
      Joining.requireSafe(link);
    }
    String given = desk.named();
    String name = given == null ? link.name() : given;
    desk.home().requireFree(name);
    Identity fresh = desk.home().identity();
    Joining.Asking asking = new Joining.Asking(fresh.origin().key(), desk.author());
    Joining.Welcome welcome = Joining.join(link, asking);
    Address address = Address.parse(link.space().toString(), desk.folder());
    SpaceBook.Peer origin = welcome.peer(address.word(), link);
    Identity granted = Home.granted(fresh, welcome.grant());
    try (OpenSpace mine = desk.home().copy(name, welcome.charter(), origin, granted)) {
      return new Visit(desk, mine, origin).run(way());
    }
  }

  /// A clone that was cut off goes on; the secret of its link is used up, but it has its token.
  private int goOn(SpaceBook.Entry entry, Link link) {
    Address address = Address.parse(link.space().toString(), desk.folder());
    SpaceBook.Peer peer =
        entry
            .at(address)
            .orElseThrow(
                () ->
                    new Refusal(
                        "that space is here already, as '"
                            + entry.name()
                            + "', but not from there; add the peer: skein peer add NAME LINK"));
    try (OpenSpace mine = desk.home().open(entry)) {
      return new Visit(desk, mine, peer).run(way());
    }
  }

  private int bundle(Address.Bundle address) {
    Charter charter = Bundles.charter(address.path());
    String given = desk.named();
    String name = given == null ? address.word() : given;
    SpaceBook.Peer origin = SpaceBook.Peer.of(address.word(), address);
    try (OpenSpace mine = desk.home().copy(name, charter, origin)) {
      return new Visit(desk, mine, origin).run(way());
    }
  }

  private int folder(Address.Folder address) {
    Home other = Folders.other(desk.home(), address);
    SpaceBook.Entry entry = meant(other);
    String given = desk.named();
    String name = given == null ? entry.name() : given;
    Charter charter;
    try (OpenSpace theirs = other.openReadOnly(entry)) {
      charter = theirs.replica().charter();
    }
    SpaceBook.Peer origin = SpaceBook.Peer.of(address.word(), address);
    try (OpenSpace mine = desk.home().copy(name, charter, origin)) {
      return new Visit(desk, mine, origin).run(way());
    }
  }

  private SpaceBook.Entry meant(Home other) {
    SpaceBook book = other.book();
    String name = there;
    if (name != null) {
      return book.named(name)
          .orElseThrow(
              () ->
                  new Refusal(
                      "the home "
                          + other.folder()
                          + " has no space '"
                          + name
                          + "'; it has: "
                          + String.join(", ", book.names())));
    }
    if (book.spaces().size() == 1) {
      return book.spaces().getFirst();
    }
    throw new Refusal(
        "the home "
            + other.folder()
            + " has several spaces, name one after the folder: "
            + String.join(", ", book.names()));
  }
}
