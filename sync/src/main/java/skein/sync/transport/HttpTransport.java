package skein.sync.transport;

/// Reaches a space on another node over HTTP(S) (spec/exchange.md, "Over HTTP"). Safe for all
/// threads; one may serve many connections, one after another or at once.
public final class HttpTransport implements Transport, AutoCloseable {
  /// The media type of a body of [Frames].
  public static final String MEDIA_TYPE = "application/vnd.skein.exchange";

  /// The header that names a session, from the server's first answer to its last but one.
  public static final String SESSION = "Skein-Session";

  private final HttpCaller caller;

  public HttpTransport(HttpPeer peer) {
    this(new HttpCaller(peer));
  }

  /// Over a caller, which is closed with it.
  public HttpTransport(HttpCaller caller) {
    this.caller = caller;
  }

  @Override
  public Connection connect(Direction direction) {
    HttpConnection connection = new HttpConnection(caller, direction);
    connection.start();
    return connection;
  }

  @Override
  public void close() {
    caller.close();
  }
}
