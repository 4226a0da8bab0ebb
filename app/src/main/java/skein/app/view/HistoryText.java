package skein.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import skein.core.history.Body;
import skein.core.merge.PropertyView;
import skein.core.merge.RecordView;
import skein.core.merge.Standing;
import skein.core.record.Change;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.record.Write;
import skein.core.replica.LogEntry;
import skein.core.replica.Snapshot;
import skein.core.value.Value;
import skein.server.shape.Doc;
import skein.server.shape.SilenceShape;

/// One step in the history of a record: a changeset, and what it changed in what this replica
/// shows. `op`: what was done to the record, null in a void changeset.
public record HistoryText(LogEntry entry, Change.@Nullable Op op, List<Step> steps) {
  /// What became of one property: `from` and `to` were shown before and after. `wrote`: the value
  /// that was written, null where it is a step of a counter or an element of a set. `open`: the
  /// property was in conflict afterwards.
  public record Step(String property, Value from, Value to, @Nullable Value wrote, boolean open) {}

  public HistoryText {
    steps = List.copyOf(steps);
  }

  /// The history of a record from its changesets, oldest first; the first of `entries` need not be
  /// the first of the record.
  public static List<HistoryText> of(RecordKey key, List<LogEntry> entries, Snapshot view) {
    List<HistoryText> history = new ArrayList<>();
    Optional<RecordView> before = Optional.empty();
    for (LogEntry entry : entries) {
      long number = entry.stored().number();
      if (history.isEmpty()) {
        before = view.at(key, number - 1);
      }
      Optional<RecordView> after = view.at(key, number);
      history.add(of(key, entry, new Sides(before, after)));
      before = after;
    }
    return history;
  }

  /// What was shown before and after a changeset; empty where the record was not there yet.
  private record Sides(Optional<RecordView> before, Optional<RecordView> after) {
    Step step(String property, @Nullable Value wrote) {
      boolean open =
          property.equals(Register.DELETED)
              ? after.filter(view -> view.presence().standing() == Standing.OPEN).isPresent()
              : after
                  .flatMap(view -> Optional.ofNullable(view.properties().get(property)))
                  .filter(PropertyView::isOpen)
                  .isPresent();
      return new Step(property, shown(before, property), shown(after, property), wrote, open);
    }

    private static Value shown(Optional<RecordView> side, String property) {
      return side.map(
              view ->
                  property.equals(Register.DELETED)
                      ? Value.of(!view.exists())
                      : view.value(property))
          .orElse(Value.Null.ONLY);
    }
  }

  private static HistoryText of(RecordKey key, LogEntry entry, Sides sides) {
    Body body = entry.body();
    Optional<Change> change =
        body == null
            ? Optional.empty()
            : body.changes().stream().filter(one -> one.key().equals(key)).findFirst();
    if (change.isEmpty()) {
      return new HistoryText(entry, null, List.of());
    }
    List<Step> steps = new ArrayList<>();
    for (String property : properties(change.get())) {
      Step step = sides.step(property, wrote(change.get(), property));
      boolean quiet = property.equals(Register.DELETED) && !step.open();
      if (!quiet) {
        steps.add(step);
      }
    }
    return new HistoryText(entry, change.get().op(), steps);
  }

  private static Set<String> properties(Change change) {
    Set<String> names = new TreeSet<>();
    change.writes().forEach(write -> names.add(write.register().property()));
    names.addAll(change.released().keySet());
    return names;
  }

  private static @Nullable Value wrote(Change change, String property) {
    for (Write write : change.writes()) {
      boolean plain = write.register() instanceof Register.Plain;
      if (plain && write.register().property().equals(property) && !write.isReopening()) {
        return write.values().getFirst();
      }
    }
    return null;
  }

  /// One object: `number, changeset, time, author, replica, note, undoes, op, changes`; or `void`,
  /// or `forgotten`.
  public Doc json() {
    Doc doc = new Doc().put("number", entry.stored().number());
    doc.put("changeset", entry.stored().dot().toString());
    Body body = entry.body();
    if (body == null) {
      return SilenceShape.put(doc, entry.stored());
    }
    Body.Undone undone = body.undone();
    return doc.put("time", body.time().toString())
        .put("author", body.author())
        .put("replica", entry.stored().dot().replica().toString())
        .putIfThere("note", body.note())
        .putIfThere("undoes", undone == null ? null : undone.replica() + ":" + undone.seq())
        .put("op", word())
        .putDocs("changes", steps.stream().map(HistoryText::json).toList());
  }

  private static Doc json(Step step) {
    Doc doc = new Doc().put("property", step.property());
    doc.put("from", step.from()).put("to", step.to());
    Value wrote = step.wrote();
    return (wrote == null ? doc : doc.put("wrote", wrote)).put("open", step.open());
  }

  private String word() {
    return op == null ? "" : op.name().toLowerCase(Locale.ROOT);
  }

  /// Lines for people: who, when and where, then a line for each property.
  public List<String> lines() {
    Body body = entry.body();
    String place = " at " + entry.stored().dot().replica().toString().substring(0, 8);
    if (body == null) {
      return List.of(entry.stored().number() + place + ", " + entry.stored().silence());
    }
    Body.Undone undone = body.undone();
    String undoes = undone == null ? "" : ", undoing " + undone.replica() + ":" + undone.seq();
    String note = body.note() == null ? "" : "  \"" + body.note() + "\"";
    List<String> lines = new ArrayList<>();
    lines.add(
        entry.stored().number()
            + " "
            + word()
            + " by "
            + body.author()
            + place
            + " on "
            + body.time()
            + undoes
            + note);
    steps.stream().map(HistoryText::line).forEach(lines::add);
    return lines;
  }

  private static String line(Step step) {
    if (step.property().equals(Register.DELETED)) {
      return "    deleted and changed apart: in conflict";
    }
    String line = "    " + step.property() + ": " + text(step.from()) + " -> " + text(step.to());
    Value wrote = step.wrote();
    String hidden = wrote == null || wrote.equals(step.to()) ? "" : ", wrote " + text(wrote);
    return line + hidden + (step.open() ? "  ! in conflict" : "");
  }

  private static String text(Value value) {
    return value.isNull() ? "unset" : Doc.text(value);
  }
}
