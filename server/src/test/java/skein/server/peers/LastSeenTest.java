package skein.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import skein.core.value.SpaceId;
import skein.server.hosting.SeenAt;

final class LastSeenTest {
  private static final SpaceId APP = SpaceId.ofCharter(new byte[] {1});

  private static SeenAt at(String text) {
    return SeenAt.parse(text).orElseThrow();
  }

  @Test
  void addressesAreNumbersWithSanePorts() {
    for (String good :
        List.of("10.1.2.3:8000", "127.0.0.1:1024", "1.2.3.4:443", "[2001:db8:0:0:0:0:0:1]:80")) {
      assertThat(SeenAt.parse(good).map(SeenAt::text)).contains(good);
    }
    for (String bad :
        List.of(
            "",
            ":8000",
            "host:8000",
            "localhost:8000",
            "1.2.3.4",
            "1.2.3.4:",
            "1.2.3.4:22",
            "1.2.3.4:65536",
            "1.2.3.4:-1",
            "[1.2.3.4]:8000",
            "::1:8000",
            "0.0.0.0:8000",
            "224.0.0.1:8000",
            "[ff02:0:0:0:0:0:0:1]:8000",
            "1.2.3.4:8000/",
            "user@1.2.3.4:8000",
            "1".repeat(100) + ":8000")) {
      assertThat(SeenAt.parse(bad)).as(bad).isEmpty();
    }
  }

  @Test
  void whatIsOnThisMachineIsToldHereAlone() {
    InetAddress here = InetAddress.getLoopbackAddress();
    InetAddress elsewhere = InetAddress.ofLiteral("10.0.0.1");
    assertThat(at("127.0.0.1:8000").isFor(here)).isTrue();
    assertThat(at("127.0.0.1:8000").isFor(elsewhere)).isFalse();
    assertThat(at("[fe80:0:0:0:0:0:0:1]:8000").isFor(elsewhere)).isFalse();
    assertThat(at("[0:0:0:0:0:0:0:1]:8000").isFor(elsewhere)).isFalse();
    assertThat(at("10.0.0.2:8000").isFor(elsewhere)).isTrue();
  }

  @Test
  void theLatestStayAndOneMachineCannotDriveOutTheOthers() {
    LastSeen seen = new LastSeen();
    assertThat(seen.of(APP)).isEmpty();
    seen.note(APP, at("10.0.0.1:8000"));
    for (int port = 2000; port < 2100; port++) {
      seen.note(APP, at("10.0.0.2:" + port));
    }
    assertThat(seen.of(APP))
        .hasSize(1 + LastSeen.MOST_OF_MACHINE)
        .startsWith(at("10.0.0.2:2099"))
        .endsWith(at("10.0.0.1:8000"));
    for (int machine = 0; machine < 100; machine++) {
      seen.note(APP, at("10.0.1." + machine + ":8000"));
    }
    assertThat(seen.of(APP)).hasSize(LastSeen.MOST_ADDRESSES).startsWith(at("10.0.1.99:8000"));
  }
}
