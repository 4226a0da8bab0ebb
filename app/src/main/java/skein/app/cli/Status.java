package skein.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import skein.app.home.OpenSpace;
import skein.app.home.PeerBook;
import skein.app.home.PeerBook.Standing;
import skein.app.home.SpaceBook;
import skein.app.view.PeerText;
import skein.app.view.ReplicaText;
import skein.core.replica.Snapshot;
import skein.server.shape.Doc;

/// Says whether this replica is in step, with whom, since when.
@Command(
    name = "status",
    description = "Says whether this replica is in step with its peers, and what needs a person.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nNobody is met for it: it is what the last exchanges told, and what was changed here",
      "since. Remarks name lines that a peer sent: void ones break a rule and count for nothing,",
      "held ones wait and are offered again, forged ones were dropped, a fork is a copied folder.",
      "JSON: name, space, replica, changesets, conflicts, forked (replicas with two histories),",
      "state (in step with all peers, or the first that is not), peers (as skein peer), guests",
      "(how many replicas may come by a link).",
      "%nExamples:",
      "  $ skein -s team status",
      "  $ skein -s team status --json"
    })
final class Status implements Callable<Integer> {
  private final Desk desk;

  /// What the replica itself says.
  private record Own(
      String replica, long changesets, int conflicts, List<String> forked, String digest) {
    static Own of(Snapshot view) {
      return new Own(
          view.reading().identity().origin().replica().toString(),
          view.lastNumber(),
          view.conflicts().size(),
          ReplicaText.all(view).stream()
              .filter(ReplicaText::isForked)
              .map(one -> one.replica().toString())
              .toList(),
          view.frontier().digest().hex());
    }
  }

  Status(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    SpaceBook.Entry entry = desk.entry();
    PeerBook book = desk.home().peers(entry.id());
    try (OpenSpace space = desk.home().open(entry)) {
      Own own = space.replica().read(Own::of);
      int guests = desk.home().access(entry.id()).read().guests().size();
      if (desk.json()) {
        desk.screen().json(json(entry, book, own).put("guests", guests));
      } else {
        lines(entry, book, own).forEach(desk.screen()::line);
        if (guests > 0) {
          desk.screen().line(guests + " replica(s) may come by a link; see: skein share --list");
        }
      }
      return Exit.DONE;
    }
  }

  private static Standing overall(SpaceBook.Entry entry, PeerBook book, Own own) {
    return entry.peers().stream()
        .map(peer -> book.of(peer.name()).standing(own.digest()))
        .filter(standing -> standing != Standing.IN_STEP)
        .findFirst()
        .orElse(entry.peers().isEmpty() ? Standing.UNKNOWN : Standing.IN_STEP);
  }

  private static Doc json(SpaceBook.Entry entry, PeerBook book, Own own) {
    return new Doc()
        .put("name", entry.name())
        .put("space", entry.id().toString())
        .put("replica", own.replica())
        .put("changesets", own.changesets())
        .put("conflicts", own.conflicts())
        .putTexts("forked", own.forked())
        .put("state", overall(entry, book, own).text())
        .putDocs(
            "peers",
            entry.peers().stream()
                .map(peer -> PeerText.json(peer, book.of(peer.name()), own.digest()))
                .toList());
  }

  private static List<String> lines(SpaceBook.Entry entry, PeerBook book, Own own) {
    List<String> lines = new ArrayList<>();
    lines.add(entry.name() + ": " + own.changesets() + " changesets, " + words(entry, book, own));
    for (SpaceBook.Peer peer : entry.peers()) {
      lines.addAll(PeerText.lines(peer, book.of(peer.name()), own.digest()));
    }
    if (own.conflicts() > 0) {
      lines.add(own.conflicts() + " record(s) in open conflict; see: skein conflicts");
    }
    own.forked()
        .forEach(
            replica ->
                lines.add("the replica " + replica + " has two histories; see: skein replica"));
    return lines;
  }

  private static String words(SpaceBook.Entry entry, PeerBook book, Own own) {
    if (entry.peers().isEmpty()) {
      return "no peers yet; add one with: skein peer add NAME ADDRESS";
    }
    long inStep =
        entry.peers().stream()
            .filter(peer -> book.of(peer.name()).standing(own.digest()) == Standing.IN_STEP)
            .count();
    return "in step with " + inStep + " of " + entry.peers().size() + " peer(s)";
  }
}
