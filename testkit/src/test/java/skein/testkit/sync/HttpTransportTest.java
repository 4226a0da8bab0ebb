package skein.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import skein.sync.ending.Ending;
import skein.sync.exchange.Result;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.HttpTransport;
import skein.sync.transport.Pin;
import skein.sync.transport.Progress;
import skein.sync.transport.Pull;
import skein.sync.transport.Push;
import skein.sync.transport.Unreachable;
import skein.testkit.sync.Copies.Copy;

/// Exchanges over a real socket.
class HttpTransportTest {
  private static Result pull(HttpTransport from, Copy to) {
    return Pull.run(from, to.replica(), Progress.silent());
  }

  private static void createOneByOne(Copies copies, Copy copy, int count) {
    for (int i = 0; i < count; i++) {
      copies.create(copy, 2);
    }
  }

  @Test
  void aCloneOfManyPagesArrivesWhole() {
    Copies copies = new Copies(31);
    Copy from = copies.fresh();
    createOneByOne(copies, from, 4000);
    Copy to = copies.fresh();
    try (Carrier carrier = Carrier.of(from.replica());
        HttpTransport transport = carrier.transport()) {
      Result result = pull(transport, to);
      assertThat(result.ending()).isEqualTo(new Ending.Complete());
      assertThat(result.received().integrated()).isEqualTo(8000);
      assertThat(carrier.sittings.size()).isZero();
    }
    Copies.assertAlike(from, to, 31);
  }

  @Test
  void aPullOfNothingNewIsOneRequestOfLessThanAKilobyte() {
    Copies copies = new Copies(32);
    Copy from = copies.fresh();
    createOneByOne(copies, from, 3);
    Copy to = copies.fresh();
    try (Carrier carrier = Carrier.of(from.replica());
        HttpTransport transport = carrier.transport()) {
      pull(transport, to);
      int requests = carrier.requests.get();
      long bytes = carrier.bytes.get();
      assertThat(pull(transport, to).ending()).isEqualTo(new Ending.Same());
      assertThat(carrier.requests.get() - requests).isEqualTo(1);
      assertThat(carrier.bytes.get() - bytes).isLessThan(1000);
    }
  }

  @Test
  void aPushBringsAllPagesAndTellsWhatWent() {
    Copies copies = new Copies(33);
    Copy from = copies.fresh();
    createOneByOne(copies, from, 2500);
    Copy to = copies.fresh();
    try (Carrier carrier = Carrier.of(to.replica());
        HttpTransport transport = carrier.transport()) {
      Result result = Push.run(transport, from.held());
      assertThat(result.ending()).isEqualTo(new Ending.Complete());
      assertThat(result.sent()).isEqualTo(5000);
      assertThat(Push.run(transport, from.held()).ending()).isEqualTo(new Ending.Same());
      assertThat(carrier.sittings.size()).isZero();
    }
    Copies.assertAlike(from, to, 33);
  }

  @Test
  void bothWaysOverOneServerBringEverybodyInStep() {
    for (long seed = 0; seed < 20; seed++) {
      Copies copies = new Copies(seed);
      Copy hub = copies.fresh();
      List<Copy> all = new ArrayList<>(List.of(copies.fresh(), copies.fresh(), copies.fresh()));
      try (Carrier carrier = Carrier.of(hub.replica());
          HttpTransport transport = carrier.transport()) {
        for (int round = 0; round < 8; round++) {
          for (Copy copy : all) {
            if (round < 6) {
              copies.scribble(copy);
              copies.scribble(hub);
            }
            assertThat(pull(transport, copy).isComplete()).isTrue();
            assertThat(Push.run(transport, copy.held()).isComplete()).isTrue();
          }
        }
      }
      for (Copy copy : all) {
        Copies.assertAlike(hub, copy, seed);
      }
    }
  }

  @Test
  void aPullWhoseServerDiesGoesOnWithTheNext() {
    Copies copies = new Copies(34);
    Copy from = copies.fresh();
    createOneByOne(copies, from, 4000);
    Copy to = copies.fresh();
    int before;
    try (Carrier carrier = Carrier.of(from.replica());
        HttpTransport transport = carrier.transport()) {
      AtomicInteger came = new AtomicInteger();
      assertThatThrownBy(
              () ->
                  Pull.run(
                      transport,
                      to.replica(),
                      received -> {
                        came.set(received.integrated());
                        if (received.integrated() > 2000) {
                          carrier.die();
                        }
                      }))
          .isInstanceOf(Unreachable.class)
          .hasMessageContaining(carrier.uri().toString());
      before = came.get();
    }
    assertThat(before).isBetween(2001, 7999);
    try (Carrier carrier = Carrier.of(from.replica());
        HttpTransport transport = carrier.transport()) {
      Result rest = pull(transport, to);
      assertThat(rest.received().integrated()).isEqualTo(8000 - before);
      assertThat(rest.received().known()).isZero();
    }
    Copies.assertAlike(from, to, 34);
  }

  @Test
  void theTokenGoesAlongAndIsNeverPrinted() {
    List<String> shown = new ArrayList<>();
    Copy to = new Copies(35).fresh();
    try (Carrier carrier =
        Carrier.answering(
            http -> {
              shown.add(http.getRequestHeaders().getFirst("Authorization"));
              http.sendResponseHeaders(403, -1);
              http.close();
            })) {
      HttpPeer peer = new HttpPeer(carrier.uri(), new HttpPeer.Token("s3cret"), null);
      assertThat(peer.toString()).doesNotContain("s3cret");
      try (HttpTransport transport = new HttpTransport(peer)) {
        assertThatThrownBy(() -> pull(transport, to))
            .isInstanceOf(Unreachable.class)
            .hasMessageContaining("does not let us in")
            .hasMessageNotContaining("s3cret");
      }
    }
    assertThat(shown).containsExactly("Bearer s3cret");
  }

  @Test
  void whereNothingListensItSaysSo() {
    Copy to = new Copies(36).fresh();
    URI gone;
    try (Carrier carrier = Carrier.of(to.replica())) {
      gone = carrier.uri();
    }
    try (HttpTransport transport = new HttpTransport(HttpPeer.open(gone))) {
      assertThatThrownBy(() -> pull(transport, to))
          .isInstanceOf(Unreachable.class)
          .hasMessage(
              "the exchange with " + gone + " failed: nothing listens there; is the node running?");
    }
  }

  @Test
  void anAddressSaysWhatItShouldBe() {
    for (String address :
        List.of("ftp://x/s/a", "http://u:p@x/s/a", "http://x/s/a?b", "http://x/s/a#b", "/s/a")) {
      assertThatThrownBy(() -> HttpPeer.open(URI.create(address)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(address);
    }
    assertThatThrownBy(
            () -> new HttpPeer(URI.create("http://x/s/a"), null, Pin.parse("00".repeat(32))))
        .hasMessageContaining("https");
  }
}
