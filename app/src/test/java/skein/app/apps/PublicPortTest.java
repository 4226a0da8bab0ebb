package skein.app.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.app.cli.Bench;
import skein.core.value.Bytes;

/// The port of a public app that something else has: whoever runs the node is told, once.
@Timeout(120)
final class PublicPortTest {
  private static final long LONGEST_SECONDS = 60;

  /// A few rounds in which the port is tried again.
  private static final long ROUNDS_MILLIS = 2_500;

  @TempDir private Path folder;
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  private static Bench.Said done(Bench bench, String... words) {
    Bench.Said said = bench.skein(words);
    assertThat(said.exitCode()).as("%s%n%s%s", List.of(words), said.out(), said.err()).isZero();
    return said;
  }

  private static ServerSocket taken(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.bind(new InetSocketAddress("0.0.0.0", port));
    return socket;
  }

  private String next() throws InterruptedException {
    return String.valueOf(told.poll(LONGEST_SECONDS, TimeUnit.SECONDS));
  }

  @Test
  void aPortThatIsTakenIsToldOnceAndOnceMoreWhenItIsFree() throws Exception {
    Bench bench = new Bench(folder, "home");
    done(bench, "app", "create", "geese");
    ServerSocket other = taken(0);
    int port = other.getLocalPort();
    String why = "cannot listen on 0.0.0.0:" + port + ": ";
    try (AppNode node = AppNode.start(bench.homeFolder(), told::add);
        other) {
      assertThat(done(bench, "app", "public", "geese", String.valueOf(port)).err()).contains(why);
      assertThat(next()).startsWith("the app 'geese' is not public: " + why);
      assertThat(told.poll(ROUNDS_MILLIS, TimeUnit.MILLISECONDS)).isNull();
      assertThat(node.get("/apps").text()).contains("\"public\":{\"port\":" + port, why);
      other.close();
      assertThat(next()).isEqualTo("the app 'geese' is public now, at port " + port);
      assertThat(node.get("/apps").json("apps")).contains("\"public\":{\"port\":" + port + "}");
      List<String> headers = List.of("Host", "geese.example");
      Wire.send(port, new Wire.Ask("GET", "/no", Bytes.EMPTY, headers)).is(404);
      assertThat(done(bench, "app", "list").out()).contains("public at port " + port);
      assertThat(done(bench, "app", "public", "geese", String.valueOf(port)).err()).isEmpty();
      done(bench, "app", "public", "geese", "off");
      assertThat(done(bench, "app", "list").out()).doesNotContain("public");
    }
    assertThat(told).isEmpty();
  }
}
