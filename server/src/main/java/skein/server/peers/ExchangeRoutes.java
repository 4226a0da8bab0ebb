package skein.server.peers;

import java.util.List;
import skein.server.hosting.Hosted;
import skein.server.hosting.Room;
import skein.server.hosting.Spaces;
import skein.server.http.Answer;
import skein.server.http.Method;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;
import skein.sync.exchange.Held;
import skein.sync.transport.Direction;
import skein.sync.transport.Frames;
import skein.sync.transport.HttpTransport;
import skein.sync.transport.Sittings;

/// The exchange over HTTP (spec/exchange.md): carries batches of messages to the sessions that
/// [Sittings] keeps.
public final class ExchangeRoutes {
  /// A batch stands in memory about three times while it is worked on.
  private static final int SHARE_OF_HEAP = 6;

  private final Spaces spaces;
  private final Sittings sittings;
  private final Meters meters;
  private final Room room = Room.ofHeap(SHARE_OF_HEAP, Frames.MAX_BYTES);

  public ExchangeRoutes(Spaces spaces, Sittings sittings, Meters meters) {
    this.spaces = spaces;
    this.sittings = sittings;
    this.meters = meters;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            Method.POST,
            "/s/{space}/exchange",
            Who.READER,
            "A batch of messages of an exchange; ?role=pull or, for those who may write, push.",
            this::exchange));
  }

  private Answer exchange(Request request) {
    Direction direction = direction(request);
    return room.lend(request.bodyStream(), body -> exchange(request, direction, body));
  }

  private Answer exchange(Request request, Direction direction, byte[] body) {
    String session = request.header(HttpTransport.SESSION).orElse(null);
    String who = Meters.who(request);
    try (Hosted space = PeerRoutes.open(spaces, request)) {
      Held held = meters.held(space, request);
      return switch (sittings.post(session, direction, held, who, body)) {
        case skein.sync.transport.Answer.Going going ->
            batch(going.messages()).with(HttpTransport.SESSION, going.session());
        case skein.sync.transport.Answer.Over over -> batch(over.messages());
        case skein.sync.transport.Answer.Refused refused ->
            throw new Problem(
                switch (refused.fault()) {
                  case GARBLED -> 400;
                  case UNKNOWN -> 404;
                  case TOO_LARGE -> 413;
                  case BUSY -> 429;
                },
                refused.reason());
      };
    }
  }

  private static Direction direction(Request request) {
    String role = request.query("role").orElse("");
    return switch (role) {
      case "pull" -> Direction.PULL;
      case "push" -> {
        if (!request.caller().may(Who.WRITER)) {
          throw Problem.forbidden("you may read this space, not write to it");
        }
        yield Direction.PUSH;
      }
      default -> throw Problem.bad("?role= must be pull or push, not '" + role + "'");
    };
  }

  private static Answer batch(List<byte[]> messages) {
    return Answer.bytes(200, HttpTransport.MEDIA_TYPE, Frames.join(messages));
  }
}
