package skein.server.records;

import skein.core.record.RecordKey;
import skein.core.replica.Found;
import skein.core.replica.Snapshot;
import skein.server.http.Problem;
import skein.server.http.Request;

/// Reads what a request asks for.
final class Asked {
  /// How many things a list holds, and holds at most.
  private static final Whole LIMIT = new Whole("limit", 100, new Within(1, 1_000));

  private Asked() {}

  /// A whole number of the query: its name, what it is if it is left out, and what it may be.
  record Whole(String name, long usual, Within within) {}

  /// From `least` to `most`.
  record Within(long least, long most) {}

  static int limit(Request request) {
    return (int) whole(request, LIMIT);
  }

  /// A cursor: a number from 0.
  static long cursor(Request request, String name, long usual) {
    return whole(request, new Whole(name, usual, new Within(0, Long.MAX_VALUE)));
  }

  static long whole(Request request, Whole asked) {
    String text = request.query(asked.name()).orElse("");
    if (text.isEmpty()) {
      return asked.usual();
    }
    long number = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    Within within = asked.within();
    if (number < within.least() || number > within.most()) {
      throw Problem.bad(
          asked.name()
              + " is '"
              + text
              + "', not a whole number from "
              + within.least()
              + (within.most() == Long.MAX_VALUE ? "" : " to " + within.most()));
    }
    return number;
  }

  /// True for `true` and `1`, false for nothing, `false` and `0`.
  static boolean flag(Request request, String name) {
    String text = request.query(name).orElse("false");
    if (!text.matches("true|false|1|0|")) {
      throw Problem.bad(name + " is '" + text + "', not true or false");
    }
    return text.equals("true") || text.equals("1");
  }

  /// The record that the path names as `{type}/{id}`.
  static RecordKey key(Request request) {
    return new RecordKey(request.path("type"), request.path("id"));
  }

  /// The record, if it ever was here.
  static Found found(Snapshot view, RecordKey key) {
    return view.record(key).orElseThrow(() -> Problem.absent("there is no record " + key));
  }

  /// The record, if it exists.
  static Found existing(Snapshot view, RecordKey key) {
    Found found = found(view, key);
    if (!found.view().exists()) {
      throw Problem.absent(key + " is deleted; its history is still there");
    }
    return found;
  }
}
