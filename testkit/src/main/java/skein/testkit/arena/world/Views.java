package skein.testkit.arena.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import skein.core.merge.PropertyView;
import skein.core.merge.RecordView;
import skein.core.merge.Standing;
import skein.core.record.Entry;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.replica.Found;
import skein.core.replica.Snapshot;
import skein.testkit.arena.model.Broken;
import skein.testkit.arena.model.Ledger;
import skein.testkit.arena.model.Node;
import skein.testkit.arena.model.SlowState;
import skein.testkit.arena.model.SlowView;

/// The laws about what readers see: it is what the slow model sees, and a cursor misses nothing.
final class Views {
  private static final int PAGE = 3;

  private Views() {}

  /// Every record of a replica.
  static SortedMap<RecordKey, Found> scan(Snapshot snapshot) {
    SortedMap<RecordKey, Found> all = new TreeMap<>();
    for (String type : snapshot.reading().types()) {
      snapshot.forEach(type, found -> all.put(found.view().key(), found));
    }
    return all;
  }

  /// A reader that follows the cursor knows every record as it is.
  static void cursor(Actor actor) {
    actor.replica.read(
        snapshot -> {
          List<Found> page = snapshot.since(actor.cursor, PAGE);
          while (!page.isEmpty()) {
            page.forEach(found -> actor.mirror.put(found.view().key(), found.view()));
            actor.cursor = page.getLast().order();
            page = snapshot.since(actor.cursor, PAGE);
          }
          Map<RecordKey, RecordView> truth = new HashMap<>();
          scan(snapshot).forEach((key, found) -> truth.put(key, found.view()));
          if (!truth.equals(actor.mirror)) {
            throw new Broken(
                "a cursor misses nothing",
                "a reader believes " + actor.mirror + "\n  and there is " + truth);
          }
          return actor;
        });
  }

  /// Live entries, values and standings are those of the slow model.
  static void slow(Ledger ledger, Snapshot snapshot) {
    List<Node> nodes = ledger.history(snapshot.frontier().all());
    SortedMap<RecordKey, SortedMap<Register, List<Entry>>> live = SlowState.of(ledger, nodes);
    SortedMap<RecordKey, SlowView> views = SlowView.of(ledger, live);
    SortedMap<RecordKey, Found> all = scan(snapshot);
    if (!all.keySet().equals(live.keySet())) {
      throw new Broken(
          "an entry leaves only by being replaced", all.keySet() + ", not " + live.keySet());
    }
    all.forEach(
        (key, found) -> {
          if (!found.live().registers().equals(live.get(key))) {
            throw new Broken(
                "an entry leaves only by being replaced",
                key + " has " + found.live().registers() + "\n  not " + live.get(key));
          }
          SlowView shown = shown(found.view());
          if (!shown.equals(views.get(key))) {
            throw new Broken(
                "what is shown follows the rules",
                key + " shows " + shown + "\n  not " + views.get(key) + "\n  of " + live.get(key));
          }
        });
  }

  /// The view of a record as the slow model tells it.
  static SlowView shown(RecordView view) {
    SortedMap<String, SlowView.Cell> cells = new TreeMap<>();
    for (PropertyView property : view.properties().values()) {
      String json =
          new String(property.value().canonical(), java.nio.charset.StandardCharsets.UTF_8);
      cells.put(property.name(), new SlowView.Cell(json, property.standing()));
    }
    return new SlowView(view.exists(), view.presence().standing() == Standing.OPEN, cells);
  }
}
