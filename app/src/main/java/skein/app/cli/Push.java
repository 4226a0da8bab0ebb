package skein.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Gives a peer what it lacks of this space.
@Command(
    name = "push",
    description = "Gives a peer what this replica has and it lacks of the space.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nA peer is named as 'skein peer' lists it, or by its address; without a name it is the",
      "first. Nothing there is lost or overwritten: it merges, as a pull from there would.",
      "JSON: name, peer, address, state (in step, ahead, behind, unknown), went,",
      "posts (came, raised, went: they go both ways), clockAheadMillis, error, renewed,",
      "remarks (kind, replica, seq, reason), conflicts.",
      "%nExamples:",
      "  $ skein -s team push",
      "  $ skein -s team push ../other-home"
    })
final class Push implements Callable<Integer> {
  private final Desk desk;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PEER",
      description = "Its name or address.")
  private @Nullable String peer;

  Push(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    return Visit.run(desk, Visit.Way.PUSH, peer);
  }
}
