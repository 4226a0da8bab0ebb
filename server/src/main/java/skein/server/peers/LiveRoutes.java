package skein.server.peers;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import skein.server.hosting.Hosted;
import skein.server.hosting.Spaces;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.SocketSide;
import skein.server.http.Who;
import skein.sync.exchange.Held;
import skein.sync.live.LiveSide;
import skein.sync.transport.Unreachable;

/// Peers that stay: both sides keep each other in step over a WebSocket (spec/exchange.md, "Live").
public final class LiveRoutes {
  /// How many peers may stay at one time.
  private static final int MOST_PEERS = 1024;

  private final Spaces spaces;
  private final Meters meters;
  private final Semaphore places = new Semaphore(MOST_PEERS);

  public LiveRoutes(Spaces spaces, Meters meters) {
    this.spaces = spaces;
    this.meters = meters;
  }

  public List<Route> routes() {
    return List.of(
        Route.socket(
            "/s/{space}/live",
            Who.READER,
            "A WebSocket on which both sides keep each other in step.",
            this::open));
  }

  private SocketSide open(Request request) {
    if (!places.tryAcquire()) {
      throw new Problem(503, MOST_PEERS + " peers stay here already; pull now and then instead");
    }
    Optional<Hosted> space = spaces.open(request.path("space"));
    if (space.isEmpty()) {
      places.release();
      throw Problem.absent("there is no space '" + request.path("space") + "' on this node");
    }
    LiveSide.End end =
        request.caller().may(Who.WRITER) ? LiveSide.End.SERVER : LiveSide.End.SERVER_OF_READER;
    return new Guest(space.get(), meters.held(space.get(), request), end);
  }

  /// One peer that stays.
  private final class Guest implements SocketSide {
    private final Hosted space;
    private final Held held;
    private final LiveSide.End end;
    private @Nullable LiveSide side;

    Guest(Hosted space, Held held, LiveSide.End end) {
      this.space = space;
      this.held = held;
      this.end = end;
    }

    @Override
    public void opened(Outlet outlet) {
      LiveSide made = new LiveSide(end, held, outlet::send, result -> {});
      side = made;
      Thread.ofVirtual().name("live").start(() -> run(made, outlet));
    }

    private void run(LiveSide made, Outlet outlet) {
      Hosted.Watch watch = space.onChange(made::changed);
      try (space;
          watch) {
        made.run();
        outlet.close("the peer has left");
      } catch (Unreachable why) {
        outlet.close(String.valueOf(why.getMessage()));
      } catch (RuntimeException failure) {
        outlet.close("this node failed; try again later");
        throw failure;
      } finally {
        places.release();
      }
    }

    @Override
    public void message(byte[] bytes) {
      LiveSide made = side;
      if (made != null) {
        made.take(bytes);
      }
    }

    @Override
    public void closed() {
      LiveSide made = side;
      if (made != null) {
        made.close();
      }
    }
  }
}
