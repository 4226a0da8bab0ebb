package skein.server.apps;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import skein.core.value.Value;
import skein.server.hosting.App;
import skein.server.hosting.Ear;
import skein.server.http.Answer;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.shape.Doc;
import skein.server.shape.LooseJson;
import skein.server.shape.NotJson;

/// Tells pages of an app, as it happens, that its tables or files have changed, or what a query
/// comes to now. Safe for all threads.
final class AppEvents {
  /// How many streams there may be at a time.
  private static final int MOST_STREAMS = 256;

  /// A stream says something at least so often, so that a broken connection is noticed.
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /// So long what happens at once is told at once; in between, the last state.
  private static final Duration PAUSE = Duration.ofMillis(50);

  private static final String TYPE = "text/event-stream";

  private final Semaphore places = new Semaphore(MOST_STREAMS);

  /// A query whose results are pushed.
  private record Live(String sql, Value parameters) {}

  Answer stream(App app, Request request) {
    Live live = live(request);
    if (places.availablePermits() == 0) {
      throw full();
    }
    return Answer.streamed(TYPE, out -> run(app, live, out));
  }

  private static Problem full() {
    return new Problem(503, MOST_STREAMS + " streams of events are open already; try later");
  }

  private static @Nullable Live live(Request request) {
    String sql = request.query("query").orElse(null);
    if (sql == null) {
      return null;
    }
    try {
      String params = request.query("params").orElse("[]");
      return new Live(sql, LooseJson.parse(params, LooseJson.Inexact.TEXT));
    } catch (NotJson e) {
      throw Problem.bad("params is no JSON: " + e.getMessage());
    }
  }

  private void run(App app, @Nullable Live live, OutputStream out) throws IOException {
    if (!places.tryAcquire()) {
      throw new IOException("too many streams");
    }
    try (Ear ear = new Ear(app::onChange)) {
      say(out, "retry: 1000\n\n");
      Told told = live == null ? new Changes(app) : new Results(app, live);
      long spoke = System.nanoTime();
      do {
        boolean spoken = told.tell(out);
        if (!spoken && System.nanoTime() - spoke >= HEARTBEAT.toNanos()) {
          say(out, ":\n\n");
          spoken = true;
        }
        if (spoken) {
          spoke = System.nanoTime();
          out.flush();
        }
      } while (goesOn(ear, HEARTBEAT.minusNanos(System.nanoTime() - spoke)));
    } finally {
      places.release();
    }
  }

  /// Waits for a change, at most so long; false if the node is being stopped.
  private static boolean goesOn(Ear ear, Duration most) {
    return switch (ear.listen(most)) {
      case CHANGE -> ear.listen(PAUSE) != Ear.Heard.STOP;
      case NOTHING -> true;
      case STOP -> false;
    };
  }

  /// Says what is to be said now; false if nothing is. Confined to one stream.
  private interface Told {
    boolean tell(OutputStream out) throws IOException;
  }

  private static final class Changes implements Told {
    private final App app;
    private App.State last = new App.State(-1, -1);

    Changes(App app) {
      this.app = app;
    }

    @Override
    public boolean tell(OutputStream out) throws IOException {
      App.State now = app.state();
      if (now.tables() != last.tables()) {
        say(out, event("tables", new Doc().put("order", now.tables())));
      }
      if (now.content() != last.content()) {
        say(out, event("content", new Doc().put("order", now.content())));
      }
      boolean any = !now.equals(last);
      last = now;
      return any;
    }
  }

  private static final class Results implements Told {
    private final App app;
    private final Live live;
    private List<?> last = List.of();
    private long asked = -1;

    Results(App app, Live live) {
      this.app = app;
      this.live = live;
    }

    /// Results that are the same as before are not told again.
    @Override
    public boolean tell(OutputStream out) throws IOException {
      long order = app.state().tables();
      if (order == asked) {
        return false;
      }
      asked = order;
      return switch (app.ask(live.sql, live.parameters)) {
        case App.Answer.Rows rows -> {
          List<?> found = List.of(rows.columns(), rows.rows());
          boolean isNew = !found.equals(last);
          last = found;
          if (isNew) {
            say(out, event("results", Rows.doc(rows)));
          }
          yield isNew;
        }
        case App.Answer.Refused refused -> {
          asked = refused.later() ? -1 : order;
          say(out, event("refused", new Doc().put("detail", refused.why())));
          yield true;
        }
      };
    }
  }

  private static String event(String name, Doc data) {
    return "event: " + name + "\ndata: " + data.text() + "\n\n";
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
