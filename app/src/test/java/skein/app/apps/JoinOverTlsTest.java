package skein.app.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.app.cli.Bench;
import skein.app.home.SpaceBook;
import skein.app.node.Serving;

/// Joining an app at a node that serves under its own certificate: the key that it shows first, or
/// that a link says, is believed there, and no other.
@Timeout(120)
final class JoinOverTlsTest {
  private static final String ANOTHER = "it is not who it should be";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private Bench owner;
  private String app;
  private Serving node;

  @BeforeEach
  void begin() throws IOException {
    owner = new Bench(folder, "owner");
    done(owner, "app", "create", "board");
    app = owner.home().book().named("board").orElseThrow().id().toString();
    page("first");
    node = serve(0);
  }

  @AfterEach
  void end() {
    node.close();
  }

  private Serving serve(int port) {
    return AppNode.serve(owner.homeFolder(), port, new Serving.Protection.Own(), sentence -> {});
  }

  private int port() {
    return Integer.parseInt(node.addresses().getFirst().replaceAll(".*:", ""));
  }

  private void page(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("index.html"), text);
    done(owner, "app", "put", "board", file.toString());
  }

  private static String done(Bench bench, String... words) {
    Bench.Said said = bench.skein(words);
    assertThat(said.exitCode()).as("%s%n%s%s", List.of(words), said.out(), said.err()).isZero();
    return said.out();
  }

  private static String refused(Bench bench, String... words) {
    Bench.Said said = bench.skein(words);
    assertThat(said.exitCode()).as("%s%n%s", List.of(words), said.out()).isEqualTo(1);
    return said.err();
  }

  private String pin() {
    return String.valueOf(owner.home().node().running().orElseThrow().pin());
  }

  private AppNode joined(Bench reader) {
    AppNode joined = AppNode.start(reader.homeFolder(), 0);
    String peers = "{\"peers\":[\"127.0.0.1:" + port() + "\"]}";
    joined.post("/" + app + "/join_app", peers).is(200);
    return joined;
  }

  private static void until(BooleanSupplier seen) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!seen.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
    }
  }

  private boolean shows(AppNode reader, String text) {
    return reader.get("/" + app + "/").text().equals(text);
  }

  @Test
  void theKeyThatTheNodeShowsIsKeptAndBothSidesHaveAll() {
    Bench reader = new Bench(folder, "reader");
    try (AppNode joined = joined(reader)) {
      assertThat(joined.get("/" + app + "/").is(200).text()).isEqualTo("first");
      SpaceBook.Peer peer = reader.home().book().spaces().getFirst().peers().getFirst();
      assertThat(peer.address()).isEqualTo("https://127.0.0.1:" + port() + "/s/" + app);
      assertThat(peer.pin()).isEqualTo(pin());
      joined.post("/" + app + "/add_record", "{\"from\":\"the reader\"}").is(200);
      until(() -> done(owner, "app", "list").contains("1 posts"));
    }
  }

  @Test
  void anotherKeyThanTheOneShownFirstIsRefusedAndNothingComes() throws IOException {
    Bench reader = new Bench(folder, "reader");
    try (AppNode joined = joined(reader)) {
      assertThat(joined.get("/" + app + "/").is(200).text()).isEqualTo("first");
      SpaceBook before = reader.home().book();
      int port = port();
      String first = pin();
      node.close();
      Path kept = owner.homeFolder().resolve("node").resolve("tls.pem");
      Path aside = Files.move(kept, folder.resolve("tls.pem"));
      page("of somebody else");
      node = serve(port);
      assertThat(pin()).isNotEqualTo(first);
      assertThat(refused(reader, "pull")).contains("has the key " + pin(), first, ANOTHER);
      until(() -> joined.get("/apps").text().contains(ANOTHER));
      assertThat(shows(joined, "first")).isTrue();
      assertThat(reader.home().book()).isEqualTo(before);
      node.close();
      Files.delete(kept);
      Files.move(aside, kept);
      node = serve(port);
      joined.await(app, any -> shows(any, "of somebody else"));
    }
  }

  @Test
  void aLinkWithAnotherKeyIsRefusedWritesNothingAndIsNotUsedUp() {
    Bench reader = new Bench(folder, "reader");
    String link =
        done(owner, "share").lines().filter(l -> l.contains("pin=")).findFirst().orElse("");
    assertThat(link).contains("pin=" + pin());
    String other = link.replaceAll("pin=....", "pin=0000");
    assertThat(refused(reader, "clone", other)).contains(ANOTHER);
    assertThat(reader.homeFolder()).doesNotExist();
    assertThat(done(reader, "clone", link)).contains("came");
    assertThat(done(reader, "app", "list")).contains("board: 0 of 1 files");
  }
}
