package skein.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes from a peer what it has more of this space.
@Command(
    name = "pull",
    description = "Takes from a peer what it has and this replica lacks of the space.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nA peer is named as 'skein peer' lists it, or by its address; one that is met for the",
      "first time is remembered. Without a name it is the first: the one that the space was",
      "cloned from. A home in a folder is only read. Cut off, it goes on when run again. What a",
      "peer has forgotten it can send only with --shallow; a later pull from a peer that still",
      "has the history fills it in, unless skein retention says that it is not wanted.",
      "JSON: name, peer, address, state (in step, ahead, behind, unknown), came,",
      "posts (came, raised, went: they go both ways), clockAheadMillis, error, renewed,",
      "remarks (kind, replica, seq, reason), conflicts.",
      "%nExamples:",
      "  $ skein -s team pull",
      "  $ skein -s team pull ../other-home",
      "  $ skein -s team pull --shallow"
    })
final class Pull implements Callable<Integer> {
  private final Desk desk;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PEER",
      description = "Its name or address.")
  private @Nullable String peer;

  @Option(
      names = "--shallow",
      description = "Without history: only what is needed to see and change everything.")
  private boolean shallow;

  Pull(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    return Visit.run(desk, shallow ? Visit.Way.SHALLOW : Visit.Way.PULL, peer);
  }
}
