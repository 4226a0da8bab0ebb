package skein.server.hub;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import skein.server.hosting.Person;
import skein.server.hosting.SignIn;
import skein.server.http.Answer;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.shape.Doc;

/// Signing in and out.
record SignInRoutes(SignIn signIn) {
  private static final int MAX_BYTES = 1 << 16;

  /// A token for an assertion that is true. What is wrong with one is told with 200: the ancestor's
  /// client looks at nothing else.
  Answer verify(Request request) {
    Map<String, List<String>> form = request.form(MAX_BYTES);
    String text = field(form, "assertion");
    String audience = field(form, "audience");
    Optional<String> domain = host(audience);
    if (domain.isEmpty()) {
      return failed("the audience '" + audience + "' is no origin of pages");
    }
    Optional<String> page = request.header("Origin");
    if (page.isPresent() && !host(page.get()).equals(domain)) {
      return failed("the page is of " + page.get() + ", the audience is " + audience);
    }
    return switch (signIn.verify(new SignIn.Assertion(text, audience))) {
      case SignIn.Verdict.Failed(String why) -> failed(why);
      case SignIn.Verdict.Okay okay -> {
        SignIn.Pass pass = signIn.issue(new Person(okay.user(), domain.get()));
        Doc query = new Doc().put("auth", pass.token());
        yield Answer.json(
            new Doc()
                .put("status", "okay")
                .put("email", okay.user())
                .put("audience", audience)
                .put("issuer", okay.issuer())
                .put("expires", pass.until().toEpochMilli())
                .put("auth", new Doc().put("query", query.value()).value())
                .value());
      }
    };
  }

  private static String field(Map<String, List<String>> form, String name) {
    return form.getOrDefault(name, List.of()).stream()
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElseThrow(() -> Problem.bad("the form lacks the field '" + name + "'"));
  }

  private static Answer failed(String why) {
    return Answer.json(new Doc().put("status", "failure").put("reason", why).value());
  }

  /// The name of the host of an origin, without its port.
  private static Optional<String> host(String origin) {
    try {
      URI uri = URI.create(origin);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return Optional.ofNullable(uri.getHost())
          .filter(host -> web)
          .map(host -> host.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Ends the token that comes with a request; with `all`, every token of the same person.
  Answer signOut(Request request) {
    Person person = new Door(signIn).person(request);
    if (request.query("all").isPresent()) {
      signIn.revokeAll(person);
    } else {
      Door.token(request).ifPresent(signIn::revoke);
    }
    return Answer.json(new Doc().put("status", "okay").value());
  }
}
