package skein.app.view;

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
/// and when, and what it replaced.
public record Conflict(Found found, List<Candidate> candidates) {
  public Conflict {
    candidates = List.copyOf(candidates);
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
    return new Conflict(found, sources.candidates);
  }

  /// The candidate with this number.
  public Optional<Candidate> candidate(int number) {
    return candidates.stream().filter(one -> one.number() == number).findFirst();
  }

  /// The properties that are open; `_deleted` for the record itself.
  public List<String> open() {
    List<String> open = new ArrayList<>();
    if (found.view().presence().standing() == Standing.OPEN) {
      open.add(Register.DELETED);
    }
    found.view().properties().values().stream()
        .filter(PropertyView::isOpen)
        .map(PropertyView::name)
        .forEach(open::add);
    return open;
  }

  /// As JSON. `local` is this replica's; all else is the same wherever the same is known.
  public Doc json() {
    return new Doc()
        .put("local", found.localId())
        .put("type", found.view().key().type())
        .put("id", found.view().key().id())
        .putTexts("open", open())
        .putDocs("candidates", candidates.stream().map(Candidate::json).toList());
  }

  /// As lines: the record, then one line a candidate, the provisional winner with a star.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(found.localId() + " " + found.view().key() + ": " + String.join(", ", open()));
    candidates.stream().map(Candidate::line).forEach(lines::add);
    return lines;
  }

  /// What the history of one record says of its entries. Confined.
  private static final class Sources {
    final List<Candidate> candidates = new ArrayList<>();
    private final Map<Dot, Body> bodies = new HashMap<>();
    private final Map<ValueHash, Value> written = new HashMap<>();

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
              .map(Write::values)
              .flatMap(List::stream)
              .forEach(value -> written.put(ValueHash.of(value), value));
        }
      }
    }

    void add(String property, List<Entry> entries, Value winner) {
      for (Entry entry : entries) {
        Body body = bodies.get(entry.dot());
        List<Value> replaced = new ArrayList<>();
        for (ValueHash hash : entry.was()) {
          Value value = written.get(hash);
          if (value != null) {
            replaced.add(value);
          }
        }
        candidates.add(
            new Candidate(
                candidates.size() + 1,
                property,
                entry,
                body == null ? null : body.author(),
                body == null ? null : body.note(),
                replaced,
                entry.value().equals(winner)));
      }
    }
  }
}
