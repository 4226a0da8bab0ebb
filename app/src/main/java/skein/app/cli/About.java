package skein.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import skein.app.home.OpenSpace;
import skein.app.home.SpaceBook;
import skein.app.view.Digest;
import skein.core.history.Charter;
import skein.core.replica.Replica;
import skein.core.replica.Snapshot;
import skein.server.shape.Doc;

/// Says what a space is and how it stands.
@Command(
    name = "info",
    description = "Says what the space is and how it stands.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nTwo replicas with equal frontier digests know the same. JSON: name, space, replica,",
      "write, owner (true if made here), changesets, sequences (by replica), records (by type),",
      "conflicts, frontier (its digest), state (with --state: a digest of all records as shown),",
      "peers, store.",
      "%nExamples:",
      "  $ skein -s bugs info",
      "  $ skein -s bugs info --state --json"
    })
final class About implements Callable<Integer> {
  private final Desk desk;

  @Option(names = "--state", description = "Also a digest of all records as they are shown.")
  private boolean state;

  About(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    try (OpenSpace space = desk.open()) {
      Doc doc = space.replica().read(view -> describe(space, view));
      if (desk.json()) {
        desk.screen().json(doc);
      } else {
        Pages.lines(doc).forEach(desk.screen()::line);
      }
      return Exit.DONE;
    }
  }

  private Doc describe(OpenSpace space, Snapshot view) {
    Replica replica = space.replica();
    Doc doc =
        new Doc()
            .put("name", space.name())
            .put("space", replica.space().toString())
            .put("replica", view.reading().identity().origin().replica().toString())
            .put("write", replica.charter().write() == Charter.Access.ANY ? "any" : "granted")
            .put("owner", desk.home().owns(replica.space()))
            .put("changesets", view.lastNumber())
            .put("sequences", sequences(view).value())
            .put("records", records(view).value())
            .put("conflicts", view.conflicts().size())
            .put("frontier", view.frontier().digest().hex());
    if (state) {
      doc.put("state", Digest.of(view).hex());
    }
    return doc.putDocs("peers", space.entry().peers().stream().map(About::peer).toList())
        .put("store", desk.home().log(replica.space()).toString());
  }

  private static Doc peer(SpaceBook.Peer peer) {
    return new Doc().put("name", peer.name()).put("address", peer.address());
  }

  /// The heads of every replica; more than one where it forked.
  private static Doc sequences(Snapshot view) {
    Map<String, List<String>> heads = new LinkedHashMap<>();
    view.frontier()
        .all()
        .forEach(
            dot ->
                heads
                    .computeIfAbsent(dot.replica().toString(), replica -> new ArrayList<>())
                    .add(dot.seq() + ":" + dot.mark()));
    Doc doc = new Doc();
    heads.forEach((replica, places) -> doc.put(replica, String.join(" ", places)));
    return doc;
  }

  private static Doc records(Snapshot view) {
    Doc doc = new Doc();
    for (String type : view.reading().types()) {
      AtomicLong count = new AtomicLong();
      view.forEach(type, found -> count.addAndGet(found.view().exists() ? 1 : 0));
      doc.put(type, count.get());
    }
    return doc;
  }
}
