package skein.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GuardTest {
  private static final Guard GUARD =
      new Guard(
          Set.of("node.example"),
          (token, space) ->
              token.equals("own")
                  ? Optional.of(Caller.OWNER)
                  : token.equals("reader") && "bugs".equals(space)
                      ? Optional.of(new Caller(Who.READER, "B"))
                      : Optional.empty());

  private static Route route(Who who, Origins origins) {
    PathPattern path = PathPattern.of("/s/{space}/x");
    Handler.Http none = request -> Answer.empty(204);
    return new Route(Method.GET, path, who, origins, "x", none);
  }

  /// `headers`: names and values in turn.
  private static Caller admit(Who who, boolean near, String... headers) {
    return admit(route(who, Origins.OWN), near, headers);
  }

  private static Caller admit(Route route, boolean near, String... headers) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    Guard.Way way = new Guard.Way(false, near);
    Guard.Visit visit = new Guard.Visit(name -> Optional.ofNullable(all.get(name)), way);
    return GUARD.admit(visit, route, "bugs");
  }

  private static void refused(int status, Runnable admission) {
    assertThatThrownBy(admission::run)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(status));
  }

  @Test
  void aProgramOnThisMachineNeedsNoToken() {
    for (String host : new String[] {"127.0.0.1:8000", "localhost", "[::1]:8000"}) {
      assertThat(admit(Who.OWNER, true, "Host", host)).isEqualTo(Caller.OWNER);
    }
  }

  @Test
  void aPageGivesItsTokenToAWebSocketAsASubprotocol() {
    String[] page = {"Host", "localhost:8000", "Origin", "http://localhost:8000"};
    String[] asked = Arrays.copyOf(page, 6);
    asked[4] = "Sec-WebSocket-Protocol";
    asked[5] = "skein.live, skein.bearer.own";
    assertThat(admit(Who.OWNER, true, asked)).isEqualTo(Caller.OWNER);
    asked[5] = "skein.live, skein.bearer.other";
    refused(401, () -> admit(Who.OWNER, true, asked));
    asked[5] = "skein.live, own";
    refused(401, () -> admit(Who.OWNER, true, asked));
  }

  @Test
  void aPageOfThisNodeNeedsTheToken() {
    String[] page = {"Host", "localhost:8000", "Origin", "http://localhost:8000"};
    refused(401, () -> admit(Who.OWNER, true, page));
    refused(401, () -> admit(Who.OWNER, true, "Host", "localhost", "Sec-Fetch-Mode", "no-cors"));
    assertThat(
            admit(
                Who.OWNER,
                true,
                "Host",
                "localhost:8000",
                "Origin",
                "http://localhost:8000",
                "Authorization",
                "Bearer own"))
        .isEqualTo(Caller.OWNER);
  }

  @Test
  void aForeignPageGetsNothingEvenWithTheToken() {
    String[] foreign = {
      "Host", "localhost", "Origin", "http://evil.example", "Authorization", "Bearer own"
    };
    refused(403, () -> admit(Who.ANYONE, true, foreign));
    refused(403, () -> admit(Who.ANYONE, true, "Host", "localhost", "Origin", "null"));
    refused(
        403, () -> admit(Who.ANYONE, true, "Host", "localhost", "Sec-Fetch-Site", "cross-site"));
    refused(403, () -> admit(Who.ANYONE, true, "Host", "localhost", "Sec-Fetch-Site", "same-site"));
    assertThat(admit(route(Who.ANYONE, Origins.ANY), true, foreign)).isEqualTo(Caller.OWNER);
  }

  @Test
  void aNameThatIsNotOursIsRefused() {
    refused(421, () -> admit(Who.ANYONE, true, "Host", "evil.example"));
    refused(421, () -> admit(Who.ANYONE, true));
    refused(421, () -> admit(Who.ANYONE, true, "Host", "127.0.0.1.evil.example"));
    assertThat(admit(Who.ANYONE, false, "Host", "node.example:8443")).isEqualTo(Caller.STRANGER);
  }

  @Test
  void othersNeedATokenThatAllowsIt() {
    refused(401, () -> admit(Who.READER, false, "Host", "node.example"));
    refused(401, () -> admit(Who.OWNER, true, "Host", "node.example"));
    refused(401, () -> admit(Who.OWNER, false, "Host", "localhost"));
    refused(401, () -> admit(Who.READER, true, "Host", "localhost", "Authorization", "Bearer no"));
    refused(401, () -> admit(Who.READER, true, "Host", "localhost", "Authorization", "Basic own"));
    String[] reader = {"Host", "node.example", "Authorization", "Bearer reader"};
    assertThat(admit(Who.READER, false, reader)).isEqualTo(new Caller(Who.READER, "B"));
    refused(403, () -> admit(Who.WRITER, false, reader));
    refused(403, () -> admit(Who.OWNER, false, reader));
  }
}
