package skein.core.replica;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import skein.core.history.Charter;
import skein.core.history.Frontier;
import skein.core.history.Line;
import skein.core.record.Dot;
import skein.core.record.LiveRecord;

/// Takes in a transfer in which bodies are lacking: all of it or nothing. What the missing bodies
/// replaced is told by the live dots of the sender. Confined to one transaction.
///
/// Why this ends in the state that all bodies would have led to: if the sender saw an entry
/// replaced, something live there descends from what replaced it, or at least the presence of its
/// record does; that lies beyond what is here, so its body comes, and with it the live dots of the
/// record. And it had what it does not call live: that is dead, for ever and for everybody who has
/// what the sender has, and of that nothing is left out.
final class ShallowIntake {
  private final Writing tx;
  private final Chains chains;
  private final Integrator integrator;
  private final Applier applier;

  ShallowIntake(Writing tx, Surroundings surroundings, Charter charter) {
    this.tx = tx;
    this.chains = new Chains(tx);
    this.integrator = new Integrator(tx, surroundings, charter, chains);
    this.applier = new Applier(tx, chains);
  }

  /// Thrown to take a transaction back: something of the transfer cannot be integrated now.
  static final class NotTaken extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Received received;

    NotTaken(Received received) {
      super("a shallow transfer was not taken in");
      this.received = received;
    }

    Received received() {
      return new Received(0, 0, received.remarks(), false);
    }
  }

  Received receive(Iterable<ShallowPage> pages, boolean takesForgotten) {
    for (ShallowPage page : pages) {
      Set<Line> purged = new HashSet<>();
      page.purged().forEach(at -> purged.add(page.lines().get(at)));
      integrator.take(page.lines(), new Integrator.Lacking(takesForgotten, purged));
    }
    Received received = integrator.finish();
    requireWhole(received);
    for (ShallowPage page : pages) {
      requireHeads(page.frontier(), received);
      page.records().forEach(record -> trim(record, page.frontier()));
    }
    return received;
  }

  private static void requireWhole(Received received) {
    for (Remark remark : received.remarks()) {
      if (remark.kind() == Remark.Kind.HELD || remark.kind() == Remark.Kind.FORGED) {
        throw new NotTaken(received);
      }
    }
  }

  private void requireHeads(Frontier frontier, Received received) {
    for (Dot head : frontier.all()) {
      if (!chains.has(head)) {
        Remark remark =
            new Remark(
                Remark.Kind.FORGED,
                head.replica(),
                head.seq(),
                "the sender has it, but sent it not");
        throw new NotTaken(received.with(remark));
      }
    }
  }

  private void trim(LiveDots dots, Frontier sender) {
    Optional<StoredRecord> found = tx.record(dots.key());
    if (found.isEmpty()) {
      return;
    }
    StoredRecord stored = found.get();
    LiveRecord left = dots.trim(stored.live(), dot -> had(sender, dot));
    if (!left.equals(stored.live())) {
      tx.reorder(new StoredRecord(stored.localId(), stored.key(), left, stored.order()));
      applier.showAnew(stored.key());
    }
  }

  private boolean had(Frontier sender, Dot dot) {
    return sender.of(dot.replica()).stream().anyMatch(head -> chains.onChain(dot, head));
  }
}
