package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.app.node.Serving;

/// What hinders a node from serving is said at once, and nothing is left of it.
final class ServeTest {
  @TempDir private Path folder;

  @Test
  void aTakenPortIsRefused() throws Exception {
    Bench bench = new Bench(folder, "home");
    bench.skein("init", "-s", "bugs");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Bench.Said said = bench.skein("serve", "--port", String.valueOf(taken.getLocalPort()));
      assertThat(said.exitCode()).isEqualTo(1);
      assertThat(said.out()).isEmpty();
      assertThat(said.err())
          .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort())
          .doesNotContain("Exception");
    }
    assertServes(bench);
  }

  @Test
  void anAddressOfAnotherMachineIsRefused() {
    Bench bench = new Bench(folder, "home");
    bench.skein("init", "-s", "bugs");
    for (String address : new String[] {"192.0.2.7", "no.such.host.invalid"}) {
      Bench.Said said = bench.skein("serve", "--port", "0", "--listen", address);
      assertThat(said.exitCode()).isEqualTo(1);
      assertThat(said.err()).contains("cannot listen on " + address);
    }
    assertServes(bench);
  }

  @Test
  void oneNodeServesAHome() {
    Bench bench = new Bench(folder, "home");
    bench.skein("init", "-s", "bugs");
    Serving serving = Served.serve(bench, 0);
    try (serving) {
      Bench.Said said = bench.skein("serve", "--port", "0");
      assertThat(said.exitCode()).isEqualTo(1);
      assertThat(said.err())
          .contains("a node serves this home already, at " + serving.addresses().getFirst());
      assertThat(bench.skein("share").exitCode()).isZero();
    }
    assertServes(bench);
  }

  @Test
  void aHubThatCannotBeIsRefused() {
    Bench bench = new Bench(folder, "home");
    bench.skein("init", "-s", "bugs");
    assertThat(bench.skein("serve", "--hub-origin", "https://a.example").err())
        .contains("--hub-origin goes with --hub-oidc, --hub-passkeys or --hub-dev");
    assertThat(bench.skein("serve", "--hub-oidc", "http://a.example=notes").err())
        .contains("a provider is like https://accounts.example=CLIENT_ID");
    assertThat(bench.skein("serve", "--hub-oidc-secret", "https://a.example=file").err())
        .contains("--hub-oidc-secret names https://a.example, --hub-oidc does not");
    Bench.Said fight = bench.skein("serve", "--port", "0", "--hub-dev", "--hub-prefix", "/s");
    assertThat(fight.exitCode()).isEqualTo(1);
    assertThat(fight.err()).contains("two routes fight for a path", "for the hub");
    Bench.Said page = bench.skein("serve", "--port", "0", "--hub-dev", "--hub-origin", "a.example");
    assertThat(page.err()).contains("'a.example' is no origin of pages");
    assertThat(bench.skein("serve", "--hub-dev", "--hub-sign-ins", "-3").err())
        .contains("--hub-sign-ins is from 1 to 10000000, not -3");
    assertThat(bench.skein("serve", "--port", "99999").err())
        .contains("a port is from 0 to 65535, not 99999");
    assertServes(bench);
  }

  private static void assertServes(Bench bench) {
    Serving serving = Served.serve(bench, 0);
    try (serving) {
      assertThat(Served.port(serving)).isPositive();
    }
  }
}
