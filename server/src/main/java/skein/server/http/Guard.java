package skein.server.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Decides who asks, and whether he may. Every request passes here before anything else happens.
///
/// - `Host` must be a name this node goes by, or loopback: a foreign page whose name was pointed at
///   this machine (DNS rebinding) sends its own name and is refused.
/// - A page of a foreign origin is refused, by `Origin` or by what browsers add (`Sec-Fetch-Site`),
///   but for routes that the table opens to all origins.
/// - A browser gets nothing by being on this machine: its pages need the node's token. A program on
///   this machine that reaches the node by a loopback name does not.
///
/// Immutable; safe for all threads.
public final class Guard {
  /// The headers that are looked at.
  static final List<String> HEADERS =
      List.of(
          "Host",
          "Origin",
          "Authorization",
          "Sec-Fetch-Site",
          "Sec-Fetch-Mode",
          "Sec-Fetch-Dest",
          SocketAdapter.OFFERED);

  private static final String ANY = "*";
  private static final String BEARER = "Bearer ";
  private static final String BEARER_OFFERED = "skein.bearer.";
  private static final Pattern LOOPBACK = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  private final Set<String> names;
  private final Keys keys;
  private final Set<String> listed;

  /// Who holds which token. Port.
  public interface Keys {
    /// The standing of whoever has this token, for the space that the path names (null if it names
    /// none); empty if nobody does.
    Optional<Caller> holder(String token, @Nullable String space);

    /// The standing of whoever comes without one.
    default Caller stranger(@Nullable String space) {
      return Caller.STRANGER;
    }
  }

  /// What is looked at of a request.
  record Visit(Headers headers, Way way) {}

  /// How it came: over TLS or not, and whether from this machine.
  record Way(boolean secure, boolean loopback) {}

  /// The headers of a request.
  @FunctionalInterface
  public interface Headers {
    Optional<String> first(String name);
  }

  /// @param names the names, lower case and without ports, by which others may reach this node
  public Guard(Set<String> names, Keys keys) {
    this(names, keys, Set.of());
  }

  /// @param listed the origins whose pages may use the routes that say so, as browsers send them
  public Guard(Set<String> names, Keys keys, Set<String> listed) {
    this.names = Set.copyOf(names);
    this.keys = keys;
    this.listed = Set.copyOf(listed);
  }

  /// For what everybody may have under any name; nobody has a token there.
  public static Guard ofPublic() {
    return new Guard(Set.of(ANY), (token, space) -> Optional.empty());
  }

  /// Who asks for this route.
  ///
  /// @param space what stands in the path for `{space}`, null if nothing does
  /// @throws Problem if he may not
  Caller admit(Visit visit, Route route, @Nullable String space) {
    String host = requireHost(visit);
    boolean browser = requireOrigin(visit, host, route.origins());
    if (route.who() == Who.PERSON) {
      return Caller.STRANGER;
    }
    Optional<String> token = token(visit);
    Caller caller =
        token.isPresent()
            ? keys.holder(token.get(), space)
                .orElseThrow(() -> new Problem(401, "the token is not known here"))
            : visit.way().loopback() && isLoopback(nameOf(host)) && !browser
                ? Caller.OWNER
                : keys.stranger(space);
    if (!caller.standing().suffices(route.who())) {
      throw token.isPresent()
          ? Problem.forbidden("the token does not allow this: " + route.what())
          : new Problem(401, missing(browser));
    }
    return caller;
  }

  private static String missing(boolean browser) {
    return browser
        ? "a page needs the node's token: open it with skein ui, or paste what skein ui --print"
            + " prints"
        : "this needs a token: the node's own, or one that came with an invitation (skein share)";
  }

  private static Optional<String> token(Visit visit) {
    Optional<String> given = visit.headers().first("Authorization");
    if (given.isPresent() && !given.get().startsWith(BEARER)) {
      throw new Problem(401, "Authorization must be: Bearer TOKEN");
    }
    return given
        .map(value -> value.substring(BEARER.length()).strip())
        .or(() -> offeredToken(visit.headers()));
  }

  /// A page cannot give a WebSocket headers: there the token stands among the subprotocols.
  private static Optional<String> offeredToken(Headers headers) {
    return SocketAdapter.offered(headers.first(SocketAdapter.OFFERED))
        .filter(protocol -> protocol.startsWith(BEARER_OFFERED))
        .map(protocol -> protocol.substring(BEARER_OFFERED.length()))
        .findFirst();
  }

  private String requireHost(Visit visit) {
    String host = visit.headers().first("Host").orElse("").toLowerCase(Locale.ROOT);
    String name = nameOf(host);
    if (!isLoopback(name) && !names.contains(name) && !names.contains(ANY)) {
      throw new Problem(
          421, "this node does not go by the name '" + name + "'; allow it with serve --name");
    }
    return host;
  }

  /// True if a browser asks.
  private boolean requireOrigin(Visit visit, String host, Origins allowed) {
    Optional<String> origin = visit.headers().first("Origin");
    String site = visit.headers().first("Sec-Fetch-Site").orElse("none");
    boolean own = origin.isEmpty() || isOwn(origin.get(), host, visit.way().secure());
    boolean near = site.equals("none") || site.equals("same-origin");
    boolean led = allowed == Origins.LED && origin.isEmpty() && isNavigation(visit.headers());
    boolean told = lends(allowed, origin);
    if (allowed != Origins.ANY && !(own && near) && !led && !told) {
      throw Problem.forbidden("pages of other origins may not use this node");
    }
    return origin.isPresent() || visit.headers().first("Sec-Fetch-Mode").isPresent();
  }

  /// True if a page of this origin may use a route for `allowed`, since this node was told of it.
  boolean lends(Origins allowed, Optional<String> origin) {
    return allowed == Origins.LISTED && origin.filter(listed::contains).isPresent();
  }

  /// True if a browser goes there with a whole window, as by a link.
  public static boolean isNavigation(Headers headers) {
    return headers.first("Sec-Fetch-Mode").filter("navigate"::equals).isPresent()
        && headers.first("Sec-Fetch-Dest").orElse("document").equals("document");
  }

  private static boolean isOwn(String origin, String host, boolean secure) {
    return origin.toLowerCase(Locale.ROOT).equals((secure ? "https://" : "http://") + host);
  }

  /// A host without its port.
  static String nameOf(String host) {
    int colon = host.lastIndexOf(':');
    boolean port = colon > 0 && host.indexOf(']') < colon && host.indexOf(':') == colon;
    boolean bracketed = host.startsWith("[") && colon > host.indexOf(']');
    return port || bracketed ? host.substring(0, colon) : host;
  }

  /// True for `localhost`, `127.…` and `[::1]`.
  public static boolean isLoopback(String name) {
    return name.equals("localhost") || name.equals("[::1]") || LOOPBACK.matcher(name).matches();
  }

  /// The host of an address such as `http://127.0.0.1:8000`.
  public static String hostOf(String address) {
    return String.valueOf(URI.create(address).getHost());
  }

  /// True if an address is one of this machine's own or has a secret kept on its way (https).
  public static boolean keepsSecrets(URI address) {
    String host = address.getHost();
    return "https".equals(address.getScheme()) || (host != null && isLoopback(host));
  }
}
