package skein.server.http;

/// Who may use a route; each includes those above it. A space's routes are judged for that space.
public enum Who {
  /// Those who run this node: a program on this machine, or whoever has the node's token.
  OWNER,
  /// Peers that may write to the space.
  WRITER,
  /// Peers that may read the space.
  READER,
  /// Somebody who has signed in: the route itself looks at what he brings, which says who he is and
  /// says nothing to any other route.
  PERSON,
  /// Everybody: the route gives nothing away, or has its own proof (a one-time secret).
  ANYONE;

  /// True if somebody of this standing may use a route for `needed`.
  boolean suffices(Who needed) {
    return compareTo(needed) <= 0;
  }
}
