package skein.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.app.home.OpenSpace;
import skein.app.home.SpaceBook;

/// Exchanges with one peer or all, both ways.
@Command(
    name = "sync",
    description = "Pulls and pushes: afterwards both know the same.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nWithout a name: all peers, one after the other; the exit code is 3 if some could not be",
      "met, 1 if none could. A peer that lets this home only read is only pulled from.",
      "JSON, one object a line: name, peer, address, state (in step, ahead, behind, unknown),",
      "came, went, posts (came, raised, went), clockAheadMillis, error, renewed, remarks,",
      "conflicts. Posts go both ways in each exchange.",
      "%nWith --live it then stays connected with the peers that are nodes, and hands over every",
      "change as it is made, until it is ended (Ctrl-C, exit code 0): skein -s team sync --live",
      "A connection that breaks is made again. Each event, connected, broken or came, is a line,",
      "or in JSON an object: name, peer, event, came, posts, error, waitMillis.",
      "%nExamples:",
      "  $ skein -s team sync",
      "  $ skein -s team sync other-home"
    })
final class Sync implements Callable<Integer> {
  private final Desk desk;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PEER",
      description = "Its name or address.")
  private @Nullable String peer;

  @Option(names = "--live", description = "Stay connected, until it is ended (Ctrl-C).")
  private boolean live;

  Sync(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    SpaceBook.Entry entry = desk.entry();
    String given = peer;
    List<SpaceBook.Peer> meant =
        given == null ? all(entry) : List.of(Visit.peer(desk, entry, given));
    List<SpaceBook.Peer> staying = live ? LiveSync.able(desk, meant) : List.of();
    try (OpenSpace mine = desk.home().open(entry)) {
      int failed = 0;
      for (SpaceBook.Peer one : meant) {
        failed += new Visit(desk, mine, one).run(Visit.Way.BOTH) == Exit.DONE ? 0 : 1;
      }
      if (live) {
        desk.screen().out().flush();
        return new LiveSync(desk, mine).stay(staying);
      }
      boolean none = failed == meant.size();
      return failed == 0 ? Exit.DONE : none ? Exit.REFUSED : Exit.PARTLY;
    }
  }

  private static List<SpaceBook.Peer> all(SpaceBook.Entry entry) {
    Visit.first(entry);
    return entry.peers();
  }
}
