package skein.sync.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLSocket;

/// Learns which key a node shows, for those who have no way to know it before: from then on it is
/// believed there and no other. It proves nothing about who the node is.
public final class ShownKey {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private ShownKey() {}

  /// The key that the node shows at the host and port of this address.
  ///
  /// @throws Unreachable if no node speaks TLS there
  public static Pin at(URI address) {
    String host = String.valueOf(address.getHost()).replaceAll("[\\[\\]]", "");
    try (SSLSocket socket =
        (SSLSocket) HttpCaller.believing(pin -> {}).getSocketFactory().createSocket()) {
      socket.connect(new InetSocketAddress(host, address.getPort()), (int) LIMIT.toMillis());
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0] instanceof X509Certificate shown
          ? Pin.of(shown)
          : refused(address);
    } catch (IOException e) {
      throw new Unreachable(address + " does not speak TLS: " + e.getMessage(), e);
    }
  }

  private static Pin refused(URI address) {
    throw new Unreachable(address + " shows a certificate of another kind");
  }
}
