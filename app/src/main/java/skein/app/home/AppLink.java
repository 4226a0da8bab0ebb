package skein.app.home;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import skein.core.value.SpaceId;

/// What leads others to an app: `skein-app:<id>?at=host:port,host:port`. It holds no secret: the
/// app's id is all that is needed, and proves whatever comes. Immutable.
///
/// @param at where the app was last seen, each `host:port`
public record AppLink(SpaceId id, List<String> at) {
  private static final String SCHEME = "skein-app:";
  private static final String AT = "?at=";

  /// How many addresses a link may name.
  public static final int MOST_PEERS = 20;

  private static final Pattern PEER =
      Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9a-fA-F:.]{2,45}]):([0-9]{1,5})");

  public AppLink {
    at = List.copyOf(at);
    at.forEach(AppLink::requirePeer);
    if (at.size() > MOST_PEERS) {
      throw new IllegalArgumentException(
          "a link names at most " + MOST_PEERS + " addresses, not " + at.size());
    }
  }

  /// Reads a link, or a bare id; `IllegalArgumentException` says what is wrong with it.
  public static AppLink parse(String typed) {
    String text = typed.strip();
    String rest = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
    int mark = rest.indexOf('?');
    String id = mark < 0 ? rest : rest.substring(0, mark);
    if (!id.matches("[0-9a-f]{40}") || (mark >= 0 && !rest.startsWith(AT, mark))) {
      throw new IllegalArgumentException(
          "'" + text + "' is no link to an app: that reads skein-app:ID?at=HOST:PORT");
    }
    List<String> at = new ArrayList<>();
    for (String peer : mark < 0 ? new String[0] : rest.substring(mark + AT.length()).split(",")) {
      at.add(peer.strip());
    }
    return new AppLink(SpaceId.parse(id), at);
  }

  /// Refuses what is no `host:port`.
  public static String requirePeer(String peer) {
    var matcher = PEER.matcher(peer);
    int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "'" + peer + "' is no address of a node: that reads HOST:PORT");
    }
    return peer;
  }

  /// Where a space stands on the node at `host:port`.
  public static URI address(SpaceId id, String peer) {
    return URI.create("http://" + requirePeer(peer) + "/s/" + id);
  }

  /// The link as it is given away.
  public String text() {
    return SCHEME + id + (at.isEmpty() ? "" : AT + String.join(",", at));
  }
}
