package skein.server.records;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import skein.core.replica.Found;
import skein.server.hosting.Ear;
import skein.server.hosting.Hosted;
import skein.server.http.Answer;
import skein.server.http.Method;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;
import skein.server.shape.Doc;
import skein.server.shape.RecordShape;

/// The changes of a space, asked for or told as they happen. Safe for all threads.
final class FeedRoutes {
  /// How many requests of this node may wait for changes at a time: event streams and long polls.
  private static final int MOST_WAITING = 256;

  /// How long a request may wait for a change, in seconds.
  private static final Asked.Whole WAIT = new Asked.Whole("wait", 0, new Asked.Within(0, 60));

  /// A stream says something at least so often, so that a broken connection is noticed.
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /// How many records are read at a time for a stream.
  private static final int PART = 100;

  private static final String EVENTS = "text/event-stream";

  private final Entrance entrance;
  private final Semaphore places = new Semaphore(MOST_WAITING);

  FeedRoutes(Entrance entrance) {
    this.entrance = entrance;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                Method.GET,
                "/s/{space}/changes",
                Who.OWNER,
                "The records that changed since a cursor, deleted ones too.",
                this::changes)
            .query("since", "The cursor of the last answer; left out: from the beginning.")
            .query("limit", ListRoutes.LIMIT)
            .query("wait", "Wait so many seconds for a change if there is none; at most 60.")
            .statuses(200, 503),
        Route.of(
                Method.GET,
                "/s/{space}/events",
                Who.OWNER,
                "Tells of changes as they happen (server-sent events).",
                this::events)
            .query("since", "A cursor to go on from; left out: from now on.")
            .header("Last-Event-ID", "The id of the last event that came; goes before since.")
            .gives(EVENTS)
            .statuses(200, 503));
  }

  private Answer changes(Request request) {
    long wait = Asked.whole(request, WAIT);
    if (wait > 0 && !places.tryAcquire()) {
      throw full();
    }
    try (Hosted space = entrance.open(request)) {
      return told(wait > 0 ? awaited(space, request, wait) : read(space, request));
    } finally {
      if (wait > 0) {
        places.release();
      }
    }
  }

  private static Problem full() {
    return new Problem(503, "over " + MOST_WAITING + " requests wait for changes; try again later");
  }

  private static Feed.Part read(Hosted space, Request request) {
    String since = request.query("since").orElse("");
    return Feed.read(space, since, Feed.Restart.BEGINNING, Asked.limit(request));
  }

  private static Feed.Part awaited(Hosted space, Request request, long seconds) {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    try (Ear ear = new Ear(space::onChange)) {
      Feed.Part part = read(space, request);
      while (part.changes().isEmpty() && !part.reset()) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (!left.isPositive()) {
          return part;
        }
        switch (ear.listen(left)) {
          case CHANGE -> part = read(space, request);
          case NOTHING -> {
            return part;
          }
          case STOP -> throw new Problem(503, "the node is being stopped");
        }
      }
      return part;
    }
  }

  private static Answer told(Feed.Part part) {
    Doc doc =
        new Doc()
            .put("epoch", part.next().epoch())
            .put("order", part.next().order())
            .put("cursor", part.next().toString());
    if (part.reset()) {
      doc.put("reset", true);
    }
    return Answer.json(
        doc.putDocs("changes", part.changes().stream().map(RecordShape::json).toList()).value());
  }

  private Answer events(Request request) {
    String since = request.header("Last-Event-ID").or(() -> request.query("since")).orElse("");
    try (Hosted space = entrance.open(request)) {
      if (places.availablePermits() == 0) {
        throw full();
      }
      String start = Feed.start(space, since);
      return Answer.streamed(EVENTS, out -> stream(request, start, out));
    }
  }

  private void stream(Request request, String since, OutputStream out) throws IOException {
    if (!places.tryAcquire()) {
      throw full();
    }
    try (Hosted space = entrance.open(request);
        Ear ear = new Ear(space::onChange)) {
      say(out, "retry: 2000\n\n");
      Feed.Part part = tell(space, since, out);
      while (!part.changes().isEmpty() || goesOn(ear, out)) {
        part = tell(space, part.next().toString(), out);
      }
    } finally {
      places.release();
    }
  }

  /// Waits for a change; false if the node is being stopped.
  private static boolean goesOn(Ear ear, OutputStream out) throws IOException {
    return switch (ear.listen(HEARTBEAT)) {
      case CHANGE -> true;
      case NOTHING -> {
        say(out, ":\n\n");
        yield true;
      }
      case STOP -> false;
    };
  }

  /// Tells what changed beyond a cursor, a part of it.
  private static Feed.Part tell(Hosted space, String from, OutputStream out) throws IOException {
    Feed.Part part = Feed.read(space, from, Feed.Restart.END, PART);
    if (part.reset()) {
      say(out, event("reset", part.next(), new Doc().put("epoch", part.next().epoch())));
    }
    for (Found found : part.changes()) {
      Cursor place = new Cursor(part.next().epoch(), found.order());
      say(out, event("record", place, RecordShape.json(found)));
    }
    out.flush();
    return part;
  }

  private static String event(String name, Cursor place, Doc data) {
    return "id: " + place + "\nevent: " + name + "\ndata: " + data.text() + "\n\n";
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
