package skein.sync.transport;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Believes one public key and no other. Names, dates and signers of the certificate do not count:
/// the handshake proves that the other side holds the key. Immutable.
final class PinnedTrust extends X509ExtendedTrustManager {
  private final Pin pin;

  PinnedTrust(Pin pin) {
    this.pin = pin;
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    Pin shown = Pin.of(chain[0]);
    if (!shown.equals(pin)) {
      throw new CertificateException(
          "the node there has the key " + shown + ", but " + pin + " was pinned");
    }
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
