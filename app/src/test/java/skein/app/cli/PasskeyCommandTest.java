package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.app.home.PasskeyBook;
import skein.app.home.PasskeyHolder;
import skein.app.home.PasskeyHolder.Credential;
import skein.app.home.PasskeyHolder.Passkey;
import skein.app.home.PasskeyLink;
import skein.app.hub.HubSignIn;
import skein.app.node.Serving;
import skein.core.value.Bytes;
import skein.server.hub.Hub;
import skein.server.hub.Limits;

/// Whoever runs a hub looks after the passkeys of its people.
final class PasskeyCommandTest {
  private static final Instant MADE = Instant.parse("2026-03-01T10:00:00.123Z");
  private static final Bytes FIRST = Bytes.ofText("first");
  private static final Bytes OTHER = Bytes.ofText("other");

  @TempDir private Path folder;
  private Bench bench;

  @BeforeEach
  void begin() {
    bench = new Bench(folder, "home");
    bench.skein("init", "-s", "bugs");
    Passkey first = new Passkey(new Credential(FIRST, Bytes.EMPTY, 0), "", MADE, MADE);
    Passkey other = new Passkey(new Credential(OTHER, Bytes.EMPTY, 0), "phone", null, null);
    assertThat(book().add(PasskeyHolder.named("josé", List.of(first, other)))).isTrue();
  }

  private PasskeyBook book() {
    return bench.home().node().passkeys();
  }

  private PasskeyHolder person() {
    return book().find(PasskeyHolder.handle("josé")).orElseThrow();
  }

  private Serving serve(HubSignIn.Wish ways) {
    Setting setting = bench.setting();
    Serving.HubWish hub =
        new Serving.HubWish(Hub.PREFIX, Set.of(), Limits.USUAL, Duration.ofMinutes(5), ways);
    return Serving.start(
        setting.home(),
        new Serving.Tools(setting.stores(), setting.meeting(), sentence -> {}),
        new Serving.Wish(
            "127.0.0.1",
            0,
            Set.of(),
            new Serving.Protection.Usual(),
            "node",
            null,
            Optional.of(hub)),
        "0");
  }

  private Serving serve() {
    return serve(new HubSignIn.Wish(false, true, List.of()));
  }

  private String done(String line) {
    Bench.Said said = bench.line(line);
    assertThat(said.exitCode()).as("%s%n%s%s", line, said.out(), said.err()).isZero();
    return said.out();
  }

  private String refused(String line) {
    Bench.Said said = bench.line(line);
    assertThat(said.exitCode()).as("%s%n%s", line, said.out()).isEqualTo(Exit.REFUSED);
    return said.err();
  }

  @Test
  void keysAreListedAndRemoved() {
    assertThat(done("passkey"))
        .contains("josé")
        .contains(FIRST.hex().substring(0, 8) + "  made 2026-03-01T10:00:00Z  used 2026-03-01T")
        .contains(OTHER.hex().substring(0, 8) + "  phone");
    assertThat(done("passkey list josé --json"))
        .contains("{\"user\":\"josé\",\"id\":\"" + OTHER.hex() + "\",\"label\":\"phone\"}");
    assertThat(refused("passkey remove josé 00")).contains("no passkey of josé begins with '00'");
    assertThat(refused("passkey remove josé 6")).contains("more than one passkey");
    assertThat(done("passkey remove josé 66")).contains("removed 66697273");
    assertThat(person().keys()).extracting(Passkey::id).containsExactly(OTHER);
    done("passkey remove josé 6f --json");
    assertThat(done("passkey list")).contains("josé  has no passkey");
  }

  @Test
  void aLinkLeadsToTheWindowOfTheHub() {
    try (Serving serving = serve()) {
      URI link = URI.create(done("passkey link josé --for 2h").lines().findFirst().orElseThrow());
      assertThat(link.toString())
          .startsWith(serving.addresses().getFirst().replace("127.0.0.1", "localhost"))
          .contains("/sync/sign-in?origin=http");
      String secret = URLDecoder.decode(link.getRawFragment(), StandardCharsets.UTF_8);
      PasskeyLink taken = PasskeyLink.parse(secret.substring("link=".length()));
      assertThat(taken.user()).isEqualTo("josé");
      Instant now = Instant.now();
      assertThat(person().taking(taken, now.plusSeconds(7_000)).keys()).hasSize(2);
      assertThat(person().invitation()).isNotNull();
      assertThat(person().invitation().until()).isBefore(now.plusSeconds(7_300));
      assertThat(done("passkey link josé --address https://hub.example/ --json"))
          .contains(
              "https://hub.example/sync/sign-in?origin=https%3A%2F%2Fhub.example#link=jos%C3%A9.");
    }
  }

  @Test
  void whatCannotWorkIsSaid() {
    assertThat(refused("passkey link josé")).contains("no node serves this home");
    assertThat(refused("passkey link eve")).contains("nobody called 'eve' has made a passkey");
    try (Serving serving = serve()) {
      assertThat(serving.addresses()).hasSize(1);
      assertThat(refused("passkey link josé --address https://192.0.2.1"))
          .contains("--address https://NAME");
      assertThat(refused("passkey link josé --address http://hub.example"))
          .contains("--address https://hub.example");
      for (String line : List.of("link josé --for 31d", "link", "go josé", "remove josé")) {
        assertThat(bench.line("passkey " + line).exitCode()).as(line).isEqualTo(Exit.USAGE);
      }
      assertThat(bench.line("passkey link josé --address hub.example").err())
          .contains("is no address");
    }
    try (Serving serving = serve(HubSignIn.Wish.DEVELOPMENT)) {
      assertThat(serving.addresses()).hasSize(1);
      assertThat(refused("passkey link josé")).contains("skein serve --hub-passkeys");
    }
  }
}
