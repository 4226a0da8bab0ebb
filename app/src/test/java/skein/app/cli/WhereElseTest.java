package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.hosting.WhereElse;
import skein.app.node.Serving;
import skein.core.history.Charter;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.Unreachable;

/// Peers of an app tell each other where it was seen.
final class WhereElseTest {
  private static final int NOT_TOLD = 0;

  @TempDir private Path folder = Path.of("");

  private static URI space(Serving node, String name) {
    return URI.create("http://127.0.0.1:" + Served.port(node) + "/s/" + name);
  }

  @Test
  void whoeverKnowsTheIdLearnsWhoElseAskedForIt() {
    Bench bench = new Bench(folder, "home");
    Home home = Served.setting(bench, Writer.nullWriter()).home();
    String id;
    String plain;
    try (OpenSpace app = home.createApp("app");
        OpenSpace other = home.create("plain", Charter.Access.ANY)) {
      id = app.entry().id().toString();
      plain = other.entry().id().toString();
    }
    try (Serving node = Served.serve(bench, 0)) {
      URI app = space(node, id);
      assertThat(WhereElse.ask(HttpPeer.open(app), NOT_TOLD)).isEmpty();
      assertThat(WhereElse.ask(HttpPeer.open(app), 2001)).isEmpty();
      assertThat(WhereElse.ask(HttpPeer.open(app), 2002)).containsExactly("127.0.0.1:2001");
      assertThat(WhereElse.ask(HttpPeer.open(app), 2002)).containsExactly("127.0.0.1:2001");
      assertThat(WhereElse.ask(HttpPeer.open(app), NOT_TOLD))
          .containsExactly("127.0.0.1:2002", "127.0.0.1:2001");
      assertThatThrownBy(() -> WhereElse.ask(HttpPeer.open(space(node, "app")), NOT_TOLD))
          .isInstanceOf(Unreachable.class);
      assertThatThrownBy(() -> WhereElse.ask(HttpPeer.open(space(node, plain)), NOT_TOLD))
          .isInstanceOf(Unreachable.class);
      assertThatThrownBy(() -> WhereElse.ask(HttpPeer.open(space(node, "ab".repeat(20))), NOT_TOLD))
          .isInstanceOf(Unreachable.class);
      assertThatThrownBy(() -> WhereElse.ask(HttpPeer.open(app), 22))
          .isInstanceOf(Unreachable.class);
    }
  }
}
