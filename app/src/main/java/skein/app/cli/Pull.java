package skein.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;

/// Takes from another home what it has more of this space.
@Command(
    name = "pull",
    description = "Takes from another home what it has and this one lacks of the space.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nWithout a folder: the home that this space was cloned from, or else first pulled from.",
      "The other home is only read. JSON: name, peer, lines, renewed, conflicts, remarks.",
      "%nExamples:",
      "  $ skein -s team pull",
      "  $ skein -s team pull ../other-home"
    })
final class Pull implements Callable<Integer> {
  private final Desk desk;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The folder of the other home.")
  private @Nullable String folder;

  Pull(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    SpaceBook.Entry entry = desk.entry();
    String given = folder;
    if (given == null && entry.peers().isEmpty()) {
      throw new Refusal("this space was cloned from nowhere; say from where: skein pull FOLDER");
    }
    Home other = Visit.home(desk, given == null ? entry.peers().getFirst().folder() : given);
    SpaceBook.Entry same =
        other
            .book()
            .of(entry.id())
            .orElseThrow(
                () ->
                    new Refusal(
                        "the home "
                            + other.folder()
                            + " has no replica of '"
                            + entry.name()
                            + "'"));
    try (OpenSpace theirs = other.openReadOnly(same);
        OpenSpace mine = desk.home().open(entry)) {
      return Visit.pull(desk, mine, theirs, other);
    }
  }
}
