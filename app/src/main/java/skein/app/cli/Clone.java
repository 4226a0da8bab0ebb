package skein.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import skein.app.home.Address;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.app.meeting.Folders;
import skein.core.history.Charter;

/// Makes a replica of a space of another home.
@Command(
    name = "clone",
    description = "Makes a replica of a space of another home, and pulls all it has.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nThe other home is only read. Cut off, it goes on with: skein -s NAME pull.",
      "The other home is remembered as a peer. JSON: as pull.",
      "%nExamples:",
      "  $ skein clone ../other-home team -s team"
    })
final class Clone implements Callable<Integer> {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "FOLDER", description = "The folder of the other home.")
  private String folder = "";

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
    Address address = Address.parse(folder, desk.folder());
    return switch (address) {
      case Address.Folder there -> folder(there);
      case Address.Bundle there -> throw cannot(there, "a bundle");
      case Address.Url there -> throw cannot(there, "a URL");
    };
  }

  private static Refusal cannot(Address address, String kind) {
    return new Refusal(
        address.text() + " is " + kind + "; clone takes the folder of another home alone");
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
      return new Visit(desk, mine, origin).run(Visit.Way.PULL);
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
