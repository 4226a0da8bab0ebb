package skein.app.tracker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Edit;
import skein.core.value.Value;
import skein.testkit.sample.TrackerEvent;
import skein.testkit.sample.TrackerHistory;

/// An event of a tracker's history as the edit that it comes to.
///
/// A ticket is one record with title, text, status, labels as a set, and `by`, who changed it last;
/// a comment is a record of its own. An edit changes its author's latest text in the issue, else
/// the opening text. Whoever changes a ticket beside others is in conflict with them over `by`.
///
/// @param index the place of the event in the order of time, from 0
/// @param opener who opened the issue
record TrackerStep(int index, TrackerEvent event, Edit edit, String opener) {
  String author() {
    return event.author();
  }

  /// All events of a history, in the order of time.
  static List<TrackerStep> of(TrackerHistory history) {
    List<TrackerEvent> events = new ArrayList<>();
    history.issues().values().forEach(events::addAll);
    events.sort(Comparator.comparingLong(TrackerEvent::timeSeconds));
    Reading reading = new Reading();
    events.forEach(reading::add);
    return List.copyOf(reading.steps);
  }

  /// What the events so far have made. Confined to one thread.
  private static final class Reading {
    private final Map<Integer, String> openers = new HashMap<>();
    private final Map<String, RecordKey> latestText = new HashMap<>();
    private final List<TrackerStep> steps = new ArrayList<>();

    void add(TrackerEvent event) {
      if (event.action() instanceof TrackerEvent.Create) {
        openers.put(event.issue(), event.author());
      }
      String opener = Objects.requireNonNull(openers.get(event.issue()), event::toString);
      steps.add(new TrackerStep(steps.size(), event, edit(event), opener));
    }

    private Edit edit(TrackerEvent event) {
      RecordKey ticket = new RecordKey("ticket", "issue-" + event.issue());
      String texts = event.issue() + " " + event.author();
      Assign by = set("by", event.author());
      return switch (event.action()) {
        case TrackerEvent.Create create ->
            new Edit.Create(
                ticket,
                List.of(
                    set("title", create.title()),
                    set("text", create.text()),
                    set("status", "open"),
                    by));
        case TrackerEvent.Comment comment -> {
          RecordKey key = new RecordKey("comment", event.issue() + "-" + steps.size());
          latestText.put(texts, key);
          yield new Edit.Create(
              key, List.of(set("issue", ticket.id()), set("text", comment.text()), by));
        }
        case TrackerEvent.Edit change ->
            Edit.Update.of(
                latestText.getOrDefault(texts, ticket), List.of(set("text", change.text()), by));
        case TrackerEvent.Labels labels -> {
          List<Assign> assigns = labels(labels);
          assigns.add(by);
          yield Edit.Update.of(ticket, assigns);
        }
        case TrackerEvent.Status status ->
            Edit.Update.of(ticket, List.of(set("status", status.status()), by));
        case TrackerEvent.Title title ->
            Edit.Update.of(ticket, List.of(set("title", title.title()), by));
      };
    }
  }

  private static List<Assign> labels(TrackerEvent.Labels labels) {
    List<Assign> assigns = new ArrayList<>();
    labels.added().forEach(label -> assigns.add(new Assign.Put("labels", label)));
    labels.removed().stream()
        .filter(label -> !labels.added().contains(label))
        .forEach(label -> assigns.add(new Assign.Drop("labels", label)));
    return assigns;
  }

  private static Assign set(String property, String text) {
    return new Assign.Set(property, Value.of(text));
  }
}
