package skein.server.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import skein.server.hosting.Providers;
import skein.server.hosting.SignIn;
import skein.server.http.Answer;
import skein.server.http.Handler;
import skein.server.http.Method;
import skein.server.http.Origins;
import skein.server.http.PathPattern;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;
import skein.server.page.PageFile;
import skein.server.shape.Doc;

/// The page where people sign in, in a window that another page opens, and the script by which that
/// page does so. Immutable; safe for all threads.
public final class SignInPages {
  private static final int MAX_BYTES = 1 << 16;

  /// What the page may do: run its own script, ask its own node, and nothing else.
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private final SignIn signIn;
  private final String prefix;
  private final Askers askers;
  private final Knocks knocks;
  private final PageFile page = PageFile.read(SignInPages.class, "sign-in.html");
  private final Map<String, PageFile> beside =
      Map.of(
          "/sign-in.js", PageFile.read(SignInPages.class, "sign-in.js"),
          "/sign-in.css", PageFile.read(SignInPages.class, "sign-in.css"));
  private final PageFile include = PageFile.read(SignInPages.class, "include.js");

  /// @param origins whose pages may ask who somebody is
  /// @param knocks how often that is tried
  public SignInPages(SignIn signIn, String prefix, Set<String> origins, Knocks knocks) {
    this.signIn = signIn;
    this.knocks = knocks;
    this.prefix = prefix;
    this.askers = new Askers(origins);
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(
        Route.of(
                Method.GET,
                prefix + "/sign-in",
                Who.ANYONE,
                "The page where people sign in for a page of another origin.",
                this::page)
            .query("origin", "The origin of the page that asks who somebody is.")
            .gives("text/html")
            .led());
    beside.forEach(
        (path, file) ->
            routes.add(
                Route.of(
                        Method.GET,
                        prefix + path,
                        Who.ANYONE,
                        "A static file of the page where people sign in.",
                        request -> file.answer(request, POLICY))
                    .gives(file.mediaType())));
    routes.add(
        Route.of(
            Method.GET,
            prefix + "/sign-in-ways",
            Who.ANYONE,
            "By which ways people can sign in.",
            request -> Answer.json(ways().value())));
    routes.add(shared());
    List<Route> tries = new ArrayList<>(List.of(nonce()));
    signIn
        .providers()
        .ifPresent(found -> tries.addAll(new ProviderRoutes(found, page, askers, prefix).routes()));
    signIn
        .passkeys()
        .ifPresent(found -> tries.addAll(new PasskeyRoutes(found, askers, prefix).routes()));
    tries.stream().map(knocks::limited).forEach(routes::add);
    return routes;
  }

  private Answer page(Request request) {
    askers.ofQuery(request);
    return page.answer(request, POLICY);
  }

  private Doc ways() {
    return new Doc()
        .putTexts("providers", signIn.providers().map(Providers::issuers).orElse(List.of()))
        .put("passkeys", signIn.passkeys().isPresent())
        .put("development", signIn.notice().isPresent());
  }

  private Route shared() {
    Handler.Http handler =
        request ->
            include.answer(request, POLICY).with("Cross-Origin-Resource-Policy", "cross-origin");
    return new Route(
            Method.GET,
            PathPattern.of(prefix + "/include.js"),
            Who.ANYONE,
            Origins.ANY,
            "The script that gives a page navigator.id over this node's sign-in.",
            handler)
        .gives(include.mediaType());
  }

  private Route nonce() {
    Handler.Http handler = this::nonce;
    return new Route(
            Method.POST,
            PathPattern.of(prefix + "/nonce"),
            Who.ANYONE,
            Origins.LISTED,
            "A nonce for an ID token that a page gets by itself, for that page alone.",
            handler)
        .takes("application/x-www-form-urlencoded");
  }

  private Answer nonce(Request request) {
    String audience =
        request.form(MAX_BYTES).getOrDefault("audience", List.of()).stream()
            .findFirst()
            .orElseThrow(() -> Problem.bad("the form lacks the field 'audience'"));
    String origin = askers.require(request, audience);
    request.header("Origin").ifPresent(sender -> Askers.requireSame(sender, origin));
    return Answer.json(new Doc().put("nonce", signIn.nonce(origin)).value());
  }
}
