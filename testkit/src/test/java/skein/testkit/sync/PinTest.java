package skein.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.HttpTransport;
import skein.sync.transport.Pin;
import skein.sync.transport.Progress;
import skein.sync.transport.Pull;
import skein.sync.transport.Unreachable;
import skein.testkit.sync.Copies.Copy;

/// A node with a certificate that it signed itself.
class PinTest {
  private static final char[] PASSWORD = "password".toCharArray();

  @TempDir private Path folder;

  private KeyStore selfSigned() throws Exception {
    Path file = folder.resolve("keys.p12");
    List<String> words =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair -alias node -keyalg EC -dname CN=node -storetype PKCS12 -keystore");
    List<String> command = new java.util.ArrayList<>(List.of(words.getFirst()));
    command.addAll(List.of(words.getLast().split(" ", -1)));
    command.addAll(List.of(file.toString(), "-storepass", new String(PASSWORD)));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("said"))).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static HttpsServer server(KeyStore keys) throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(Carrier.anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return server;
  }

  private static void pull(URI uri, @Nullable Pin pin, Copy to) {
    HttpPeer peer = new HttpPeer(uri, new HttpPeer.Token("secret"), pin);
    try (HttpTransport transport = new HttpTransport(peer)) {
      Pull.run(transport, to.replica(), Progress.silent());
    }
  }

  @Test
  void onlyThePinnedKeyIsBelieved() throws Exception {
    KeyStore keys = selfSigned();
    Pin pin = Pin.of((X509Certificate) keys.getCertificate("node"));
    Copies copies = new Copies(41);
    Copy from = copies.fresh();
    copies.create(from, 3);
    Copy to = copies.fresh();
    try (Carrier carrier = Carrier.over(server(keys), from.replica())) {
      URI uri = URI.create("https://127.0.0.1:" + carrier.port() + "/s/space");
      Pin other = Pin.parse("ab".repeat(32));
      assertThatThrownBy(() -> pull(uri, other, to))
          .isInstanceOf(Unreachable.class)
          .hasMessageContaining("it is not who it should be")
          .hasMessageContaining("has the key " + pin + ", but " + other + " was pinned");
      assertThatThrownBy(() -> pull(uri, null, to))
          .isInstanceOf(Unreachable.class)
          .hasMessageContaining("it is not who it should be");
      assertThat(carrier.requests.get()).isZero();
      pull(uri, Pin.parse(pin.toString()), to);
    }
    Copies.assertAlike(from, to, 41);
  }
}
