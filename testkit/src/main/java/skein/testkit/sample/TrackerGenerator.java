package skein.testkit.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Invents a history in the real proportions: events by kind, events an issue (long-tailed),
/// authors (three make most of it, many do one thing), gaps in time, labels that come and go, and
/// edits that stand beside the text they replace, in one issue of six earlier than their time would
/// have it. Confined.
final class TrackerGenerator {
  private enum Kind {
    COMMENT,
    EDIT,
    LABELS,
    STATUS,
    TITLE
  }

  /// Where a person stands by activity (share of all), and how many of the real events they made.
  private static final double[] ACTIVITY = {
    0, 105, 0.02, 60, 0.04, 22, 0.07, 15, 0.14, 11, 0.28, 6, 0.52, 2, 0.72, 1, 1, 1
  };

  /// When the first issue may be opened, and when nothing but a late edit happens any more.
  private static final long BEGIN = 1_532_183_916L;

  private static final long END = 1_747_000_000L;

  private final Draw draw;
  private final TrackerHistory.Size size;
  private final TrackerWords words;
  private final List<String> authors = new ArrayList<>();
  private final Map<Integer, String> names = new HashMap<>();
  private final List<TrackerEvent> events = new ArrayList<>();

  TrackerGenerator(long seed, TrackerHistory.Size size) {
    this.draw = new Draw(seed);
    this.size = size;
    this.words = new TrackerWords(draw);
  }

  TrackerHistory history() {
    var kinds = kinds();
    fillAuthors(kinds);
    var late = late(kinds);
    for (var i = 0; i < size.issues(); i++) {
      issue(i + 1, kinds.get(i), late.contains(i));
    }
    return new TrackerHistory(events);
  }

  private int share(int ofReal) {
    return (int) Math.round((double) ofReal * size.issues() / TrackerHistory.REAL_ISSUES);
  }

  /// What happens in each issue after it was opened.
  private List<List<Kind>> kinds() {
    var room = new ArrayList<Integer>();
    var issues = new ArrayList<List<Kind>>();
    for (var i = 0; i < size.issues(); i++) {
      var share = (i + 0.5) / size.issues();
      var count =
          Draw.quantileAt(
              share, 0, 1, 0.02, 2, 0.25, 5, 0.5, 9, 0.75, 15, 0.9, 23, 0.976, 39, 0.99, 48, 1, 62);
      room.add(Math.max(0, (int) Math.round(count) - 1));
      issues.add(new ArrayList<>());
    }
    adjust(room, share(TrackerHistory.REAL_EVENTS) - size.issues());
    draw.shuffle(room);
    statuses(room, issues);
    var bag = new ArrayList<Kind>();
    bag.addAll(Collections.nCopies(share(1365), Kind.LABELS));
    bag.addAll(Collections.nCopies(share(111), Kind.TITLE));
    bag.addAll(Collections.nCopies(share(602), Kind.EDIT));
    draw.shuffle(bag);
    var slots = new ArrayList<Integer>();
    for (var i = 0; i < size.issues(); i++) {
      slots.addAll(Collections.nCopies(room.get(i) - issues.get(i).size(), i));
    }
    draw.shuffle(slots);
    for (var i = 0; i < slots.size(); i++) {
      issues.get(slots.get(i)).add(i < bag.size() ? bag.get(i) : Kind.COMMENT);
    }
    issues.forEach(draw::shuffle);
    return issues;
  }

  /// Brings the sum to what is wanted, one event at a time.
  private void adjust(List<Integer> room, int wanted) {
    var sum = room.stream().mapToInt(Integer::intValue).sum();
    while (sum != wanted) {
      var at = draw.below(room.size());
      var step = sum < wanted ? 1 : room.get(at) > 0 ? -1 : 0;
      room.set(at, room.get(at) + step);
      sum += step;
    }
  }

  /// Most issues are closed once, a few opened again.
  private void statuses(List<Integer> room, List<List<Kind>> issues) {
    var left = share(327);
    var again = share(18);
    for (var i = 0; i < issues.size() && left > 0; i++) {
      if (room.get(i) > 0) {
        var count = again > 0 && left > 1 && room.get(i) > 3 ? 2 : 1;
        again -= count - 1;
        left -= count;
        issues.get(i).addAll(Collections.nCopies(count, Kind.STATUS));
      }
    }
  }

  /// One entry for each event that is not an edit; people are numbers until they first appear.
  private void fillAuthors(List<List<Kind>> kinds) {
    var wanted =
        size.issues()
            + (int) kinds.stream().flatMap(List::stream).filter(k -> k != Kind.EDIT).count();
    var people = (int) size.people();
    for (var i = 3; i < people; i++) {
      var count = Draw.quantileAt((i - 3.0) / people, ACTIVITY);
      var share = Math.max(1, (int) Math.round(count * 0.87 * wanted / 4_203));
      authors.addAll(Collections.nCopies(share, String.valueOf(i)));
    }
    draw.shuffle(authors);
    var top = Math.max(wanted - authors.size(), Math.min(people, 3));
    for (var i = 0; i < top; i++) {
      authors.add(String.valueOf(i < Math.min(people, 3) ? i : top(people)));
    }
    draw.shuffle(authors);
  }

  private int top(int people) {
    return Math.min(draw.weighted(1389, 1226, 485), people - 1);
  }

  /// Which issues hold an edit out of time order.
  private Set<Integer> late(List<List<Kind>> kinds) {
    var able = new ArrayList<Integer>();
    for (var i = 0; i < kinds.size(); i++) {
      var at = kinds.get(i).indexOf(Kind.EDIT);
      if (at >= 0 && at < kinds.get(i).size() - 1) {
        able.add(i);
      }
    }
    draw.shuffle(able);
    return new TreeSet<>(able.subList(0, Math.min(able.size(), share(69))));
  }

  private void issue(int issue, List<Kind> kinds, boolean late) {
    var time = BEGIN + draw.below(190_000_000);
    var participants = new ArrayList<String>();
    var labels = new TreeSet<String>();
    var creator = author(participants);
    events.add(
        new TrackerEvent(
            issue, time, creator, new TrackerEvent.Create(words.title(), words.opening())));
    var writer = creator;
    var closed = false;
    var lateLeft = late;
    for (var i = 0; i < kinds.size(); i++) {
      var kind = kinds.get(i);
      var gap = events.getLast().timeSeconds() > time ? 0 : Math.min(gap(), (END - time) / 4);
      if (kind == Kind.EDIT) {
        var beyond = lateLeft && i < kinds.size() - 1;
        lateLeft = lateLeft && !beyond;
        time += beyond ? 0 : gap;
        var edited = beyond ? time + 14_069 + draw.below(400_000) : time;
        var text = new TrackerEvent.Edit(words.text(670));
        events.add(new TrackerEvent(issue, edited, writer, text));
        time = beyond ? time + draw.below(14_000) : time;
      } else {
        time += gap;
        var author = author(participants);
        writer = kind == Kind.COMMENT ? author : writer;
        closed = kind == Kind.STATUS != closed;
        events.add(new TrackerEvent(issue, time, author, action(kind, labels, closed)));
      }
    }
  }

  private TrackerEvent.Action action(Kind kind, Set<String> labels, boolean closed) {
    return switch (kind) {
      case COMMENT -> new TrackerEvent.Comment(words.text(229));
      case EDIT -> new TrackerEvent.Edit(words.text(670));
      case LABELS -> labels(labels);
      case STATUS -> new TrackerEvent.Status(closed ? "closed" : "open");
      case TITLE -> new TrackerEvent.Title(words.title());
    };
  }

  private TrackerEvent.Action labels(Set<String> labels) {
    if (!labels.isEmpty() && draw.chance(0.41)) {
      var gone = draw.one(List.copyOf(labels));
      labels.remove(gone);
      return new TrackerEvent.Labels(List.of(), List.of(gone));
    }
    var label = words.label();
    while (!labels.add(label)) {
      label = words.label();
    }
    return new TrackerEvent.Labels(List.of(label), List.of());
  }

  /// Someone who still has something to do, if possible someone already in the issue.
  private String author(List<String> participants) {
    var last = authors.size() - 1;
    for (var back = last; back >= Math.max(0, last - 60); back--) {
      if (participants.contains(authors.get(back)) && draw.chance(0.97)) {
        Collections.swap(authors, back, last);
        break;
      }
    }
    var author = authors.removeLast();
    participants.add(author);
    return names.computeIfAbsent(Integer.parseInt(author), _ -> "person-" + (names.size() + 1));
  }

  private long gap() {
    return (long)
        draw.quantile(
            0, 0, 0.1, 0.01, 0.25, 13, 0.5, 987, 0.75, 159_375, 0.9, 7_901_326, 1, 126_528_786);
  }
}
