package skein.server.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// One line of the table of routes: what may be asked, by whom, of pages of which origin, and what
/// answers. `what`: a sentence for the description of the API. Immutable.
public record Route(
    Method method,
    PathPattern path,
    Who who,
    Origins origins,
    String what,
    Handler handler,
    Talk talk) {
  /// What is said in requests and answers, for the description of the API. `query`, `headers`: each
  /// name and what it means, in order; `takes`, `gives`: media types of bodies; `statuses`: of
  /// answers, without those that every route may give (400, 401, 403, 404, 421).
  public record Talk(
      SequencedMap<String, String> query,
      SequencedMap<String, String> headers,
      List<String> takes,
      List<String> gives,
      List<Integer> statuses) {
    /// Nothing but the path is said, and JSON comes back.
    public static final Talk PLAIN =
        new Talk(
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            List.of(),
            List.of("application/json"),
            List.of(200));

    public Talk {
      query = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(query));
      headers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(headers));
      takes = List.copyOf(takes);
      gives = List.copyOf(gives);
      statuses = List.copyOf(statuses);
    }
  }

  /// A route that says nothing of its talk.
  public Route(
      Method method, PathPattern path, Who who, Origins origins, String what, Handler handler) {
    this(method, path, who, origins, what, handler, Talk.PLAIN);
  }

  /// A route for pages of this node and for programs.
  public static Route of(Method method, String path, Who who, String what, Handler.Http handler) {
    return new Route(method, PathPattern.of(path), who, Origins.OWN, what, handler);
  }

  /// A WebSocket.
  public static Route socket(String path, Who who, String what, Handler.Socket handler) {
    return new Route(Method.GET, PathPattern.of(path), who, Origins.OWN, what, handler);
  }

  /// The same with a name of the query.
  public Route query(String name, String meaning) {
    return with(
        new Talk(
            more(talk.query, name, meaning), talk.headers, talk.takes, talk.gives, talk.statuses));
  }

  /// The same with a header of the request.
  public Route header(String name, String meaning) {
    return with(
        new Talk(
            talk.query, more(talk.headers, name, meaning), talk.takes, talk.gives, talk.statuses));
  }

  private static SequencedMap<String, String> more(
      SequencedMap<String, String> names, String name, String meaning) {
    SequencedMap<String, String> more = new LinkedHashMap<>(names);
    more.put(name, meaning);
    return more;
  }

  /// The same with the media types that a body may have.
  public Route takes(String... mediaTypes) {
    return with(new Talk(talk.query, talk.headers, List.of(mediaTypes), talk.gives, talk.statuses));
  }

  /// The same with the media types of the answer; none for an answer without a body.
  public Route gives(String... mediaTypes) {
    return with(new Talk(talk.query, talk.headers, talk.takes, List.of(mediaTypes), talk.statuses));
  }

  /// The same with the statuses of its answers, the usual one first.
  public Route statuses(int usual, int... others) {
    List<Integer> statuses = new ArrayList<>(List.of(usual));
    for (int other : others) {
      statuses.add(other);
    }
    return with(new Talk(talk.query, talk.headers, talk.takes, talk.gives, statuses));
  }

  /// The same, where an answer may have this status as well.
  public Route may(int status) {
    List<Integer> statuses = new ArrayList<>(talk.statuses);
    statuses.add(status);
    return with(new Talk(talk.query, talk.headers, talk.takes, talk.gives, statuses));
  }

  private Route with(Talk newTalk) {
    return new Route(method, path, who, origins, what, handler, newTalk);
  }

  /// The same, to which links on any page may lead.
  public Route led() {
    return new Route(method, path, who, Origins.LED, what, handler, talk);
  }

  /// The same for pages of the origins that the node was told of as well.
  public Route listed() {
    return new Route(method, path, who, Origins.LISTED, what, handler, talk);
  }

  /// The same, answered by another handler.
  public Route with(Handler newHandler) {
    return new Route(method, path, who, origins, what, newHandler, talk);
  }

  /// True if some request fits both.
  public boolean overlaps(Route other) {
    return method == other.method && path.overlaps(other.path);
  }

  /// Its line in the table, as people read it.
  @Override
  public String toString() {
    return method
        + " "
        + path
        + " · "
        + who.name().toLowerCase(Locale.ROOT)
        + " · "
        + origins.name().toLowerCase(Locale.ROOT)
        + " origins · "
        + what;
  }
}
