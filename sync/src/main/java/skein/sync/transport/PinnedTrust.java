package skein.sync.transport;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Believes one public key and no other. Names, dates and signers of the certificate do not count:
/// the handshake proves that the other side holds the key. Immutable.
final class PinnedTrust extends X509ExtendedTrustManager {
  private final Belief belief;

  /// Which key is believed.
  @FunctionalInterface
  interface Belief {
    /// Believes the key that is shown, or says why not.
    ///
    /// @throws CertificateException if it is not believed
    void require(Pin shown) throws CertificateException;

    /// One key alone.
    static Belief in(Pin pin) {
      return shown -> {
        if (!shown.equals(pin)) {
          throw new CertificateException(
              "the node there has the key " + shown + ", but " + pin + " was pinned");
        }
      };
    }
  }

  PinnedTrust(Belief belief) {
    this.belief = belief;
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    belief.require(Pin.of(chain[0]));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  private static CertificateException noClients() {
    return new CertificateException("clients show no certificate");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw noClients();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw noClients();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw noClients();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
