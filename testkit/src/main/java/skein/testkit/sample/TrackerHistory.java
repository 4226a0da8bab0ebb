package skein.testkit.sample;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The history of a bug tracker, as a file gives it: one event a line, issue by issue, in some
/// issues out of time order.
///
/// @param events in the order of the file
public record TrackerHistory(List<TrackerEvent> events) {
  /// The size of the real history.
  public static final int REAL_ISSUES = 421;

  /// How many people the real history has.
  public static final int REAL_PEOPLE = 285;

  /// How many events the real history has.
  public static final int REAL_EVENTS = 4_805;

  public TrackerHistory {
    events = List.copyOf(events);
  }

  /// Reads a file of one JSON object a line, UTF-8.
  ///
  /// @throws IllegalArgumentException naming the line that is not an event
  public static TrackerHistory read(byte[] ndjson) {
    var events = new ArrayList<TrackerEvent>();
    var line = 0;
    for (var json : new String(ndjson, StandardCharsets.UTF_8).split("\n", -1)) {
      line++;
      if (!json.isBlank()) {
        events.add(event(json, line));
      }
    }
    return new TrackerHistory(events);
  }

  /// Invents a history of the real proportions; see [TrackerGenerator].
  ///
  /// @param seed the same seed gives the same history
  public static TrackerHistory generate(long seed, Size size) {
    return new TrackerGenerator(seed, size).history();
  }

  /// How large an invented history is.
  ///
  /// @param issues at least 1
  /// @param people at least 1, at most 5 an issue, as each does something
  public record Size(int issues, long people) {
    /// The size of the real history.
    public static final Size REAL = new Size(REAL_ISSUES, REAL_PEOPLE);

    public Size {
      if (issues < 1 || people < 1 || people > 5L * issues) {
        throw new IllegalArgumentException(
            "a history has 1 issue or more and 1 to 5 people an issue, not "
                + issues
                + " issues and "
                + people
                + " people");
      }
    }
  }

  /// The events of each issue by time, those of one second in the order of the file.
  public Map<Integer, List<TrackerEvent>> issues() {
    var issues = new TreeMap<Integer, List<TrackerEvent>>();
    for (var event : events) {
      issues.computeIfAbsent(event.issue(), _ -> new ArrayList<>()).add(event);
    }
    issues.values().forEach(list -> list.sort(Comparator.comparingLong(TrackerEvent::timeSeconds)));
    return issues;
  }

  /// The file, one JSON object a line.
  public byte[] ndjson() {
    var out = new StringBuilder();
    for (var event : events) {
      out.append("{\"issue\": ").append(event.issue());
      text(out, "event", event.action().word());
      out.append(", \"time\": ").append(event.timeSeconds());
      text(out, "author", event.author());
      action(out, event.action());
      out.append("}\n");
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void action(StringBuilder out, TrackerEvent.Action action) {
    switch (action) {
      case TrackerEvent.Create create -> {
        text(out, "title", create.title());
        text(out, "text", create.text());
      }
      case TrackerEvent.Comment comment -> text(out, "text", comment.text());
      case TrackerEvent.Edit edit -> text(out, "text", edit.text());
      case TrackerEvent.Labels labels -> {
        texts(out, "added", labels.added());
        texts(out, "removed", labels.removed());
      }
      case TrackerEvent.Status status -> text(out, "status", status.status());
      case TrackerEvent.Title title -> text(out, "title", title.title());
    }
  }

  private static void text(StringBuilder out, String name, String value) {
    out.append(", \"").append(name).append("\": ");
    quote(out, value);
  }

  private static void texts(StringBuilder out, String name, List<String> values) {
    if (!values.isEmpty()) {
      var list = new StringBuilder();
      for (var value : values) {
        list.append(list.isEmpty() ? "" : ", ");
        quote(list, value);
      }
      out.append(", \"").append(name).append("\": [").append(list).append(']');
    }
  }

  private static void quote(StringBuilder out, String value) {
    out.append('"');
    for (var i = 0; i < value.length(); i++) {
      var letter = value.charAt(i);
      switch (letter) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(letter < ' ' ? String.format("\\u%04x", (int) letter) : letter);
      }
    }
    out.append('"');
  }

  private static TrackerEvent event(String json, int line) {
    try {
      var fields = new Fields(FlatJson.read(json));
      return new TrackerEvent(
          Math.toIntExact(fields.whole("issue")),
          fields.whole("time"),
          fields.text("author"),
          fields.action());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException("line " + line + " is no event: " + e.getMessage(), e);
    }
  }

  /// The fields of one line, as what they must be.
  private record Fields(Map<String, FlatJson.Value> values) {

    TrackerEvent.Action action() {
      var word = text("event");
      return switch (word) {
        case "create" -> new TrackerEvent.Create(text("title"), text("text"));
        case "comment" -> new TrackerEvent.Comment(text("text"));
        case "edit" -> new TrackerEvent.Edit(text("text"));
        case "labels" -> new TrackerEvent.Labels(texts("added"), texts("removed"));
        case "status" -> new TrackerEvent.Status(text("status"));
        case "title" -> new TrackerEvent.Title(text("title"));
        default -> throw new IllegalArgumentException("the event '" + word + "' is not known");
      };
    }

    String text(String name) {
      if (values.get(name) instanceof FlatJson.Text found) {
        return found.text();
      }
      throw new IllegalArgumentException("'" + name + "' is not a text");
    }

    long whole(String name) {
      if (values.get(name) instanceof FlatJson.Whole found) {
        return found.number();
      }
      throw new IllegalArgumentException("'" + name + "' is not a whole number");
    }

    List<String> texts(String name) {
      if (values.get(name) instanceof FlatJson.Texts found) {
        return found.texts();
      }
      if (values.containsKey(name)) {
        throw new IllegalArgumentException("'" + name + "' is not a list of texts");
      }
      return List.of();
    }
  }
}
