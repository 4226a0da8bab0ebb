package skein.server.http;

import org.jspecify.annotations.Nullable;

/// Who asks: his standing for the space of the path, and the name a peer goes by here, null for
/// others.
public record Caller(Who standing, @Nullable String peer) {
  /// Nobody known.
  public static final Caller STRANGER = new Caller(Who.ANYONE, null);

  /// Those who run this node.
  public static final Caller OWNER = new Caller(Who.OWNER, null);

  /// Somebody who knows the id of an app, and so may post to it; nobody let him in.
  public static final Caller GUEST = new Caller(Who.WRITER, null);

  /// True if he was not let in as a peer.
  public boolean isUnknown() {
    return peer == null;
  }

  /// True if he may do what is for `needed` only.
  public boolean may(Who needed) {
    return standing.suffices(needed);
  }
}
