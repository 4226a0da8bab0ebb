package skein.server.http;

/// Pages of which origins may use a route.
public enum Origins {
  /// Only pages that this node serves itself.
  OWN,
  /// Only pages that this node serves itself; but a link on any page may lead a person there.
  LED,
  /// Pages that this node serves itself, and those of the origins that it was told of (CORS).
  LISTED,
  /// Pages of any origin (CORS), without credentials of the browser.
  ANY
}
