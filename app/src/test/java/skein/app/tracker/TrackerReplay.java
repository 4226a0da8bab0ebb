package skein.app.tracker;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import skein.app.view.Digest;
import skein.core.merge.PropertyView;
import skein.core.merge.Standing;
import skein.core.record.RecordKey;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Outcome;
import skein.core.replica.Replica;
import skein.core.replica.Snapshot;
import skein.core.replica.StoredRecord;
import skein.core.value.Value;
import skein.server.shape.Conflict;
import skein.server.shape.Doc;
import skein.sync.exchange.Result;
import skein.sync.transport.Progress;
import skein.sync.transport.Pull;
import skein.testkit.sample.TrackerHistory;

/// Plays the history of a tracker as if everybody had worked offline on a replica of their own:
/// each event is written by its author's replica, on what that replica knows then. In between,
/// pairs drawn by the seed meet and pull both ways; in the end all meet until nobody has news.
/// Whoever writes to a ticket that is not there yet first meets the one who opened it.
final class TrackerReplay {
  private final ReplayedOffice office;
  private final Random draw;
  private final Set<String> found = new TreeSet<>();
  private long exchanges;

  /// What came of it. `found`: properties of records of which several values stood side by side
  /// somewhere at some time; in the end they are `healed` by votes or knowledge, `replaced` by a
  /// later write, or `open`.
  record Report(long exchanges, int found, int healed, int replaced, int open, int changesets) {}

  TrackerReplay(ReplayedOffice office, long seed) {
    this.office = office;
    this.draw = new Random(seed);
  }

  Report play(TrackerHistory history) {
    List<TrackerStep> steps = TrackerStep.of(history);
    double meetings = 0.002 + 0.1 * Math.pow(draw.nextDouble(), 2);
    long due = 0;
    for (int i = 0; i < steps.size(); i++) {
      office.setClock(steps.get(i).event().timeSeconds() * 1000);
      write(steps.get(i));
      for (; due < i * meetings; due++) {
        meetAtRandom();
      }
    }
    meetUntilQuiet();
    return report();
  }

  private void meetAtRandom() {
    List<String> names = office.names();
    if (names.size() > 1) {
      String one = names.get(draw.nextInt(names.size()));
      String other = names.get(draw.nextInt(names.size()));
      if (!one.equals(other)) {
        pull(one, other);
        pull(other, one);
      }
    }
  }

  /// How many lines came.
  private int pull(String to, String from) {
    Replica receiver = office.replica(to);
    Result result = Pull.run(office.replica(from), receiver, Progress.silent());
    exchanges++;
    if (!result.isComplete() || !result.received().remarks().isEmpty()) {
      throw new AssertionError(to + " pulling from " + from + ": " + result);
    }
    int lines = result.received().integrated();
    if (lines > 0) {
      receiver.read(view -> several(view).keySet()).forEach(found::add);
    }
    return lines;
  }

  /// By `record property`, how each property with several values stands.
  static Map<String, Standing> several(Snapshot view) {
    Map<String, Standing> several = new TreeMap<>();
    for (StoredRecord stored : view.reading().several(0, Integer.MAX_VALUE)) {
      for (PropertyView property :
          view.record(stored.key()).orElseThrow().view().properties().values()) {
        if (property.standing() != Standing.AGREED) {
          several.put(stored.key() + " " + property.name(), property.standing());
        }
      }
    }
    return several;
  }

  /// All bring what they have to the first, and fetch what it has, until nothing moves.
  private void meetUntilQuiet() {
    List<String> names = office.names();
    String hub = names.getFirst();
    for (int moved = 1; moved > 0; ) {
      moved = 0;
      for (String name : names) {
        moved += name.equals(hub) ? 0 : pull(hub, name);
      }
      for (String name : names) {
        moved += name.equals(hub) ? 0 : pull(name, hub);
      }
    }
  }

  private Report report() {
    Replica first = office.replica(office.names().getFirst());
    Map<String, Standing> end = first.read(TrackerReplay::several);
    int healed = (int) end.values().stream().filter(Standing.HEALED::equals).count();
    int open = (int) end.values().stream().filter(Standing.OPEN::equals).count();
    int changesets = (int) (long) first.read(Snapshot::lastNumber);
    int replaced = found.size() - healed - open;
    return new Report(exchanges, found.size(), healed, replaced, open, changesets);
  }

  /// What must be equal everywhere: the frontier, all records as shown, the conflicts in full.
  static String knowledge(Replica replica) {
    return replica.read(
        view -> {
          StringBuilder text = new StringBuilder();
          text.append(view.frontier().digest()).append(' ').append(Digest.of(view));
          for (Conflict conflict : Conflict.all(view)) {
            Doc doc = new Doc().put("conflict", withoutLocal(conflict.json().value()));
            text.append('\n').append(doc.text());
          }
          return text.toString();
        });
  }

  static Value withoutLocal(Value conflict) {
    if (conflict instanceof Value.Obj object) {
      Doc doc = new Doc();
      object
          .fields()
          .forEach((key, value) -> doc.put(key, key.equals("local") ? Value.of(0L) : value));
      return doc.value();
    }
    return conflict;
  }

  private void write(TrackerStep step) {
    if (step.edit() instanceof Edit.Update) {
      meetTheOpener(step);
    }
    Draft draft = Draft.of(step.author(), step.edit());
    if (office.replica(step.author()).commit(draft) instanceof Outcome.Refused refused) {
      throw new AssertionError(step + ": " + refused.reasons());
    }
  }

  private void meetTheOpener(TrackerStep step) {
    RecordKey key = step.edit().key();
    boolean known = office.replica(step.author()).read(view -> view.record(key).isPresent());
    if (!known) {
      pull(step.author(), step.opener());
    }
  }
}
