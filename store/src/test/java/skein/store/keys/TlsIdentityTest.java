package skein.store.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import skein.core.value.Bytes;

final class TlsIdentityTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  /// Keeps the key that the other side showed.
  private static final class Witness implements X509TrustManager {
    private Bytes shown = Bytes.EMPTY;

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      shown = Bytes.sha256(Bytes.of(chain[0].getPublicKey().getEncoded()));
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Test
  void aFreshIdentityIsShownOverTlsUnderItsPin() throws Exception {
    TlsIdentity identity = TlsIdentity.parse(TlsIdentity.fresh(NOW));
    Witness witness = new Witness();
    SSLContext client = SSLContext.getInstance("TLS");
    client.init(null, new TrustManager[] {witness}, null);
    try (SSLServerSocket listening =
        (SSLServerSocket) identity.context().getServerSocketFactory().createServerSocket(0)) {
      Thread server = Thread.ofVirtual().start(() -> answer(listening));
      try (SSLSocket socket =
          (SSLSocket)
              client.getSocketFactory().createSocket("127.0.0.1", listening.getLocalPort())) {
        assertThat(socket.getInputStream().read()).isEqualTo('k');
      }
      server.join();
    }
    assertThat(witness.shown).isEqualTo(identity.pin());
  }

  private static void answer(SSLServerSocket listening) {
    try (SSLSocket socket = (SSLSocket) listening.accept()) {
      socket.getOutputStream().write('k');
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyIdentityHasAPinOfItsOwnAndKeepsItThroughPem() {
    String pem = TlsIdentity.fresh(NOW);
    assertThat(TlsIdentity.parse(pem).pin()).isEqualTo(TlsIdentity.parse(pem).pin());
    assertThat(TlsIdentity.parse(TlsIdentity.fresh(NOW)).pin())
        .isNotEqualTo(TlsIdentity.parse(pem).pin());
  }

  @Test
  void whatIsNoIdentityIsRefused() {
    String pem = TlsIdentity.fresh(NOW);
    String certificate = pem.substring(pem.indexOf("-----BEGIN CERTIFICATE"));
    assertThatThrownBy(() -> TlsIdentity.parse(certificate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no unencrypted private key");
    String key = pem.substring(0, pem.indexOf("-----BEGIN CERTIFICATE"));
    assertThatThrownBy(() -> TlsIdentity.parse(key)).hasMessageContaining("no certificate");
    assertThatThrownBy(() -> TlsIdentity.parse("rubbish"))
        .isInstanceOf(IllegalArgumentException.class);
    String other = TlsIdentity.fresh(NOW);
    String mixed = key + other.substring(other.indexOf("-----BEGIN CERTIFICATE"));
    assertThatThrownBy(() -> TlsIdentity.parse(mixed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not the one of the first certificate");
  }
}
