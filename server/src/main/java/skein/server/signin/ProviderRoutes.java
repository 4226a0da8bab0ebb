package skein.server.signin;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import skein.core.value.Bytes;
import skein.server.hosting.Providers;
import skein.server.http.Answer;
import skein.server.http.Escapes;
import skein.server.http.Method;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;
import skein.server.page.PageFile;

/// The way to a provider and back. What comes back stands in the page itself, in no address: so it
/// gets into no history and no log.
record ProviderRoutes(Providers providers, PageFile page, Askers askers, String prefix) {
  private static final String COOKIE = "skein-sign-in";
  private static final int COOKIE_SECONDS = 600;

  /// Where the page has room for what comes back.
  private static final String ROOM = "data-assertion=\"\" data-origin=\"\" data-trouble=\"\"";

  List<Route> routes() {
    return List.of(
        Route.of(
                Method.GET,
                prefix + "/sign-in-go",
                Who.ANYONE,
                "Sends somebody to a provider to sign in there.",
                this::go)
            .query("issuer", "The provider.")
            .query("origin", "The origin of the page that asks who somebody is.")
            .statuses(303, 502)
            .gives(),
        Route.of(
                Method.GET,
                prefix + "/sign-in-back",
                Who.ANYONE,
                "Where a provider sends people back to.",
                this::back)
            .query("state", "What the node gave the provider.")
            .query("code", "What the node gets the ID token for.")
            .query("iss", "The provider.")
            .query("error", "Why there is no code.")
            .gives("text/html")
            .led());
  }

  private String address(Request request) {
    return request.base() + prefix + "/sign-in-back";
  }

  private Answer go(Request request) {
    Providers.Visit visit = new Providers.Visit(askers.ofQuery(request), address(request));
    return switch (providers.send(request.query("issuer").orElse(""), visit)) {
      case Providers.Sent.To(String address, String secret) ->
          Answer.empty(303)
              .with("Location", address)
              .with("Set-Cookie", cookie(request, secret, COOKIE_SECONDS));
      case Providers.Sent.Nowhere(String why) -> throw new Problem(502, why);
    };
  }

  private String cookie(Request request, String secret, int seconds) {
    return COOKIE
        + "="
        + secret
        + "; Path="
        + prefix
        + "/sign-in-back; Max-Age="
        + seconds
        + "; HttpOnly; SameSite=Lax"
        + (request.base().startsWith("https:") ? "; Secure" : "");
  }

  private Answer back(Request request) {
    Answer answer =
        request.query("error").isPresent()
            ? filled("", "", "the provider did not sign you in: " + reason(request))
            : switch (providers.come(returned(request))) {
              case Providers.Came.With(String assertion, String audience) ->
                  filled(assertion, audience, "");
              case Providers.Came.Without(String why) -> filled("", "", why);
            };
    return answer
        .with("Content-Security-Policy", SignInPages.POLICY)
        .with("Set-Cookie", cookie(request, "", 0));
  }

  /// A word of the protocol (RFC 6749, 4.1.2.1): nobody can put a sentence of his own on the page.
  private static String reason(Request request) {
    return request.query("error").filter(word -> word.matches("[a-z_]{1,64}")).orElse("no reason");
  }

  private Providers.Return returned(Request request) {
    return new Providers.Return(
        request.query("state").orElse(""),
        request.query("code").orElse(""),
        secret(request).orElse(""),
        address(request),
        request.query("iss"));
  }

  private static Optional<String> secret(Request request) {
    return request.header("Cookie").stream()
        .flatMap(all -> Arrays.stream(all.split(";", -1)))
        .map(String::strip)
        .filter(one -> one.startsWith(COOKIE + "="))
        .map(one -> one.substring(COOKIE.length() + 1))
        .findFirst();
  }

  /// The page with what came back, or the reason why nothing did. All three are percent-encoded, so
  /// that none of them can end the attribute that it stands in.
  private Answer filled(String assertion, String origin, String trouble) {
    String html = new String(page.bytes().toArray(), StandardCharsets.UTF_8);
    String filled =
        html.replace(
            ROOM,
            "data-assertion=\"%s\" data-origin=\"%s\" data-trouble=\"%s\""
                .formatted(
                    Escapes.encode(assertion), Escapes.encode(origin), Escapes.encode(trouble)));
    return Answer.bytes(200, page.mediaType(), Bytes.ofText(filled).toArray());
  }
}
