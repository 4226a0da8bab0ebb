package skein.server.records;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.replica.Found;
import skein.core.replica.Snapshot;
import skein.server.hosting.Hosted;
import skein.server.http.Problem;

/// The changes of a space beyond a cursor, read a part at a time.
final class Feed {
  private Feed() {}

  /// Some changes. `next`: the cursor behind them; `reset`: the cursor that was given is of another
  /// epoch and means nothing any more.
  record Part(List<Found> changes, Cursor next, boolean reset) {
    Part {
      changes = List.copyOf(changes);
    }
  }

  /// Where a reader of another epoch goes on.
  enum Restart {
    /// At the beginning: he gets every record.
    BEGINNING,
    /// At the end: he is told, and reads afresh what he needs.
    END
  }

  /// @param text a cursor as text, empty for none
  static Part read(Hosted space, String text, Restart restart, int limit) {
    return space
        .replica()
        .read(
            view -> {
              Cursor given = Cursor.parse(text, view);
              Cursor from = start(given, restart, view);
              boolean reset = given != null && !given.epoch().equals(from.epoch());
              List<Found> found = view.since(from.order(), limit);
              Cursor next =
                  found.isEmpty() ? from : new Cursor(from.epoch(), found.getLast().order());
              return new Part(found, next, reset);
            });
  }

  /// The cursor that `text` is, as text; the end if it is empty.
  ///
  /// @throws Problem if it is no cursor
  static String start(Hosted space, String text) {
    return space
        .replica()
        .read(
            view -> {
              Cursor given = Cursor.parse(text, view);
              return (given == null ? Cursor.latest(view) : given).toString();
            });
  }

  private static Cursor start(@Nullable Cursor given, Restart restart, Snapshot view) {
    String epoch = view.reading().epoch();
    if (given != null && given.epoch().equals(epoch)) {
      return given;
    }
    return switch (restart) {
      case BEGINNING -> new Cursor(epoch, 0);
      case END -> Cursor.latest(view);
    };
  }
}
