package skein.server.apps;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import skein.server.hosting.App;
import skein.server.hosting.Apps;
import skein.server.http.Answer;
import skein.server.http.Escapes;
import skein.server.http.Guard;
import skein.server.http.Part;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Who;

/// The files of an app: what its owner puts, and everybody gets.
final class AppFiles {
  private static final String INDEX = "index.html";
  private static final String EVENTS = "events";
  private static final String POLICY_FILE = "_csp";
  private static final int MAX_POLICY_BYTES = 2000;
  private static final int TAG_CHARACTERS = 22;

  /// How long an answer waits for what is still to come.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// On its own origin a page may do what it wants with what is its own, and reach nothing else.
  private static final String POLICY =
      "default-src 'self' 'unsafe-inline' data: blob:; object-src 'none'; base-uri 'self';"
          + " form-action 'self'; frame-ancestors 'none'";

  /// On the node's own origin nothing of an app is ever more than bytes.
  private static final String INERT = "sandbox; default-src 'none'; frame-ancestors 'none'";

  private final Apps apps;
  private final AppEvents events;

  AppFiles(Apps apps, AppEvents events) {
    this.apps = apps;
    this.events = events;
  }

  /// The origin of an app, for browsers that reach the node at `base`.
  static String origin(String id, String base) {
    URI node = URI.create(base);
    String port = node.getPort() < 0 ? "" : ":" + node.getPort();
    return node.getScheme() + "://" + AppSites.host(id) + port;
  }

  /// On the node's own names: browsers are led away, programs get what they ask for.
  Answer own(Request request) {
    App app = AppRoutes.open(apps, request);
    if (Guard.isNavigation(request::header)) {
      return led(request);
    }
    if (!request.caller().may(Who.OWNER)) {
      throw new Problem(401, "here a page needs the node's token; apps have origins of their own");
    }
    return request.path("path").equals(EVENTS)
        ? events.stream(app, request)
        : file(app, request, INERT);
  }

  private static Answer led(Request request) {
    String host = URI.create(request.base()).getHost();
    if (host == null || !Guard.isLoopback(host)) {
      throw Problem.forbidden(
          "browsers find this app on the machine of the node only; its host can make it public"
              + " (skein app public)");
    }
    String path =
        Arrays.stream(request.path("path").split("/", -1))
            .map(Escapes::encode)
            .collect(Collectors.joining("/"));
    String query =
        request.query().entrySet().stream()
            .flatMap(field -> field.getValue().stream().map(value -> field.getKey() + "=" + value))
            .map(Escapes::encode)
            .map(pair -> pair.replaceFirst("%3D", "="))
            .collect(Collectors.joining("&"));
    return Answer.empty(307)
        .with(
            "Location",
            origin(request.path("app"), request.base())
                + "/"
                + path
                + (query.isEmpty() ? "" : "?" + query));
  }

  /// On the app's own name.
  Answer site(Request request) {
    App app = AppRoutes.open(apps, request);
    return request.path("path").equals(EVENTS)
        ? events.stream(app, request)
        : file(app, request, policy(app)).with("Cross-Origin-Opener-Policy", "same-origin");
  }

  /// What the app's owner says besides can only narrow it: a browser keeps to both.
  private static String policy(App app) {
    if (!(app.look(POLICY_FILE, Duration.ZERO) instanceof App.Found.Here(App.Stored file))) {
      return POLICY;
    }
    try (InputStream in = app.open(file)) {
      String more = new String(in.readNBytes(MAX_POLICY_BYTES), StandardCharsets.US_ASCII).strip();
      return more.matches("[\\x20-\\x7e]+") ? POLICY + ", " + more : POLICY;
    } catch (IOException e) {
      throw new UncheckedIOException("the app's " + POLICY_FILE + " cannot be read", e);
    }
  }

  private static Answer file(App app, Request request, String policy) {
    String asked = request.path("path");
    String path = asked.isEmpty() || asked.endsWith("/") ? asked + INDEX : asked;
    return switch (app.look(path, PATIENCE)) {
      case App.Found.Here(App.Stored file) -> sent(app, file, request, policy);
      case App.Found.Coming(String why) -> new Problem(503, why).answer().with("Retry-After", "2");
      case App.Found.Beyond(String why) -> throw new Problem(507, why);
      case App.Found.Absent absent -> throw Problem.absent("the app has no file '" + path + "'");
    };
  }

  private static Answer sent(App app, App.Stored file, Request request, String policy) {
    String hash = file.sha256().base64url().substring(0, TAG_CHARACTERS);
    String tag = '"' + hash + '"';
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            file.type(),
            "ETag",
            tag,
            "Cache-Control",
            "no-cache",
            "Content-Security-Policy",
            policy,
            "X-DNS-Prefetch-Control",
            "off");
    boolean known = request.header("If-None-Match").filter(tags -> isAmong(tag, tags)).isPresent();
    if (known) {
      return new Answer(304, headers, Answer.empty(304).body());
    }
    return Part.answer(request, file.size(), headers, () -> app.open(file));
  }

  private static boolean isAmong(String tag, String tags) {
    return List.of(tags.split(",", -1)).stream()
        .map(String::strip)
        .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
  }

  Answer put(Request request) {
    String path = named(request);
    if (request.header("Content-Length").isEmpty()
        && request.header("Transfer-Encoding").isEmpty()) {
      throw new Problem(411, "a file is put with its length (Content-Length)");
    }
    String type =
        request.header("Content-Type").orElseThrow(() -> Problem.bad("Content-Type required"));
    try {
      return done(AppRoutes.open(apps, request).put(path, type, request.bodyStream()), path);
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + path + " broke off", e);
    }
  }

  Answer delete(Request request) {
    String path = named(request);
    return done(AppRoutes.open(apps, request).delete(path), path);
  }

  private static String named(Request request) {
    String path = request.path("path");
    if (path.isEmpty() || path.endsWith("/")) {
      throw Problem.bad("a file's name is missing after the last /");
    }
    return path;
  }

  private static Answer done(App.Put put, String path) {
    return switch (put) {
      case App.Put.Done done -> Answer.empty(204);
      case App.Put.Absent absent -> throw Problem.absent("the app has no file '" + path + "'");
      case App.Put.NotOwner not ->
          throw Problem.forbidden("only the owner of an app changes its files");
      case App.Put.TooLarge(String why) -> throw new Problem(413, why);
      case App.Put.Wrong(String why) -> throw new Problem(422, why);
    };
  }
}
