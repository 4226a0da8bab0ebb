package skein.server.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import skein.server.http.Answer;
import skein.server.http.Handler;
import skein.server.http.Method;
import skein.server.http.Origins;
import skein.server.http.PathPattern;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;
import skein.server.signin.Knocks;
import skein.server.signin.SignInPages;

/// The routes of a hub. Safe for all threads.
public final class HubRoutes {
  private static final int BUSY = 503;
  private static final int TOO_OFTEN = 429;

  private final Hub hub;

  public HubRoutes(Hub hub) {
    this.hub = hub;
  }

  public List<Route> routes() {
    SignInRoutes signIn = new SignInRoutes(hub.signIn());
    String prefix = hub.setting().prefix();
    Knocks knocks = new Knocks(hub.setting().limits().signIns(), hub.setting().clockMillis());
    List<Route> routes = new ArrayList<>(stores(prefix + "/{domain}/{user}/{bucket...}"));
    for (String path : List.of("/verify", prefix + "/verify")) {
      Route verify =
          route(
              Method.POST,
              path,
              Who.ANYONE,
              "Signs in: a token for an assertion that is true.",
              knocks.limited(signIn::verify));
      routes.add(verify.takes("application/x-www-form-urlencoded").may(TOO_OFTEN));
    }
    routes.addAll(new SyncScript(prefix).routes());
    routes.add(
        route(Method.POST, prefix + "/sign-out", Who.PERSON, "Ends a token.", signIn::signOut)
            .query("all", "Ends all tokens of the same person."));
    new SignInPages(hub.signIn(), prefix, hub.setting().origins(), knocks)
        .routes().stream().map(this::dressed).forEach(routes::add);
    return routes;
  }

  private List<Route> stores(String path) {
    StoreRoutes stores = new StoreRoutes(hub);
    return List.of(
        route(
                Method.GET,
                path,
                Who.PERSON,
                "The objects of a personal store beyond a counter; below +static, a blob.",
                stores::get)
            .query("auth", "The token, where it is not in a header.")
            .query("since", "The counter of the last object one has.")
            .query("limit", "How many objects at most; 0 for as many as an answer holds.")
            .query("include", "Only objects of this type; may be repeated.")
            .query("exclude", "Only objects of other types; may be repeated.")
            .query("collection_id", "The collection one has objects of; may be empty.")
            .query("wait", "Wait so many seconds for an object if there is none; at most 60.")
            .query("filename", "What a blob is to be saved as.")
            .header("Accept", "text/event-stream: go on telling.")
            .header("Range", "One range of a blob.")
            .gives("application/json", "text/event-stream", "*/*")
            .statuses(200, 206, 405, 416, 429, 503, 507),
        route(
                Method.POST,
                path,
                Who.PERSON,
                "Adds objects to a personal store, unless others came in between.",
                stores::post)
            .query("since", "The counter of the last object one has.")
            .query("include", "Only objects of this type may have come in between.")
            .query("exclude", "Objects of this type may have come in between.")
            .query("collection_id", "The collection one has objects of; may be empty.")
            .query("delete", "Deletes the store instead.")
            .query("grant", "Lets a replica of its owner write instead: {key}; its grant.")
            .query("invite", "Lets a replica of its owner join instead: space and secret for join.")
            .takes("application/json", "text/plain")
            .statuses(200, 405, 413, 422, 429, 503, 507),
        route(Method.DELETE, path, Who.PERSON, "Deletes a personal store.", stores::delete)
            .statuses(200, 405, 429));
  }

  /// A route whose every answer says what must be said.
  private Route route(Method method, String path, Who who, String what, Handler.Http handler) {
    return dressed(new Route(method, PathPattern.of(path), who, Origins.LISTED, what, handler));
  }

  private Route dressed(Route route) {
    return switch (route.handler()) {
      case Handler.Http handler ->
          route.with((Handler.Http) request -> dressed(answer(handler, request)));
      case Handler.Socket socket -> route;
    };
  }

  private static Answer answer(Handler.Http handler, Request request) {
    try {
      return handler.answer(request);
    } catch (Problem problem) {
      return problem.answer();
    }
  }

  private Answer dressed(Answer answer) {
    String seconds = Long.toString(hub.setting().poll().toSeconds());
    Answer timed =
        answer
            .with("X-Sync-Poll-Time", seconds)
            .with("X-Sync-Wait", Integer.toString(Following.MOST_SECONDS));
    Answer later =
        answer.status() == BUSY || answer.status() == TOO_OFTEN
            ? timed.with("Retry-After", answer.status() == BUSY ? "60" : "1")
            : timed;
    Optional<String> notice = hub.signIn().notice();
    return notice.map(text -> later.with("Skein-Development", text)).orElse(later);
  }
}
