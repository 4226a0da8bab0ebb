package skein.server.shape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import skein.core.history.Body;
import skein.core.merge.PropertyView;
import skein.core.merge.Standing;
import skein.core.record.Change;
import skein.core.record.Dot;
import skein.core.record.Entry;
import skein.core.record.Register;
import skein.core.record.ValueHash;
import skein.core.record.Write;
import skein.core.replica.Found;
import skein.core.replica.LogEntry;
import skein.core.replica.Snapshot;
import skein.core.value.Value;

/// A record in open conflict, with everything needed to decide: each candidate, who wrote it where
/// and when, what it replaced, and what was decided before.
public record Conflict(Found found, List<Candidate> candidates, List<Decision> decisions) {
  public Conflict {
    candidates = List.copyOf(candidates);
    decisions = List.copyOf(decisions);
  }

  /// The open conflicts of a space, by type and id: the same order on every replica.
  public static List<Conflict> all(Snapshot snapshot) {
    return snapshot.conflicts().stream()
        .sorted(Comparator.comparing(found -> found.view().key()))
        .map(found -> of(found, snapshot))
        .toList();
  }

  /// What is open in one record; without candidates if nothing is.
  public static Conflict of(Found found, Snapshot snapshot) {
    Sources sources = new Sources(found, snapshot);
    if (found.view().presence().standing() == Standing.OPEN) {
      sources.add(Register.DELETED, found.view().presence().entries(), Value.of(false));
    }
    if (found.view().exists()) {
      for (PropertyView property : found.view().properties().values()) {
        if (property.isOpen() && !property.entries().isEmpty()) {
          sources.add(property.name(), property.entries(), property.entries().getLast().value());
        }
      }
    }
    return new Conflict(found, sources.candidates, sources.decisions);
  }

  /// The candidate with this number.
  public Optional<Candidate> candidate(int number) {
    return candidates.stream().filter(one -> one.number() == number).findFirst();
  }

  /// The properties that are open; `_deleted` for the record itself.
  public List<String> open() {
    return RecordShape.open(found.view());
  }

  /// As JSON: `local, type, id, open, candidates`, and `decisions` if there were any. `local` is
  /// this replica's; all else is the same wherever the same is known.
  public Doc json() {
    Doc doc =
        RecordShape.name(found)
            .putTexts("open", open())
            .putDocs("candidates", candidates.stream().map(Candidate::json).toList());
    return decisions.isEmpty()
        ? doc
        : doc.putDocs("decisions", decisions.stream().map(Decision::json).toList());
  }

  /// What the history of one record says of its entries. Confined.
  private static final class Sources {
    final List<Candidate> candidates = new ArrayList<>();
    final List<Decision> decisions = new ArrayList<>();
    private final Map<Dot, Body> bodies = new HashMap<>();
    private final Map<ValueHash, Value> written = new HashMap<>();
    private final List<Decided> decided = new ArrayList<>();

    private record Decided(Dot dot, Body body, Write write) {
      static final Comparator<Decided> ORDER =
          Comparator.comparing((Decided one) -> one.body().time()).thenComparing(Decided::dot);
    }

    Sources(Found found, Snapshot snapshot) {
      written.put(ValueHash.of(Value.Null.ONLY), Value.Null.ONLY);
      for (LogEntry entry : snapshot.history(found.localId())) {
        Body body = entry.body();
        if (body != null) {
          bodies.put(entry.stored().dot(), body);
          body.changes().stream()
              .filter(change -> change.key().equals(found.view().key()))
              .map(Change::writes)
              .flatMap(List::stream)
              .forEach(write -> note(new Decided(entry.stored().dot(), body, write)));
        }
      }
      // The log is in the order of arrival, which differs from replica to replica.
      decided.sort(Decided.ORDER);
    }

    private void note(Decided one) {
      one.write().values().forEach(value -> written.put(ValueHash.of(value), value));
      if (one.write().was().size() > 1) {
        decided.add(one);
      }
    }

    void add(String property, List<Entry> entries, Value winner) {
      for (Entry entry : entries) {
        Body body = bodies.get(entry.dot());
        candidates.add(
            new Candidate(
                candidates.size() + 1,
                property,
                entry,
                body == null ? null : body.author(),
                body == null ? null : body.note(),
                values(entry.was()),
                entry.value().equals(winner)));
      }
      for (Decided one : decided) {
        if (one.write().register().equals(new Register.Plain(property))) {
          boolean stands = entries.stream().anyMatch(entry -> entry.dot().equals(one.dot()));
          decisions.add(decision(property, one, stands));
        }
      }
    }

    private Decision decision(String property, Decided one, boolean stands) {
      return new Decision(
          property,
          one.write().values().getFirst(),
          one.dot(),
          one.body().time(),
          one.body().author(),
          one.body().note(),
          values(one.write().was()),
          stands);
    }

    private List<Value> values(List<ValueHash> hashes) {
      List<Value> values = new ArrayList<>();
      for (ValueHash hash : hashes) {
        Value value = written.get(hash);
        if (value != null) {
          values.add(value);
        }
      }
      return values;
    }
  }
}
