package skein.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.app.apps.Reply;

/// The script by which pages that keep their own storage sync.
@Timeout(120)
final class SyncScriptTest {
  private static final String SCRIPT = "/sync/sync.js";

  @TempDir private Path folder;

  @Test
  void itKnowsTheHubThatItCameFrom() {
    try (HubNode node = HubNode.start(folder.resolve("home"))) {
      Reply script = node.send("GET", SCRIPT, new byte[0]).is(200);
      assertThat(script.text()).endsWith("Sync.baseUrl = \"" + node.address() + "/sync\";\n");
      assertThat(script.headers()).containsEntry("content-type", "text/javascript; charset=utf-8");
    }
  }

  @Test
  void pagesOfAnyOriginMayLoadIt() {
    try (HubNode node = HubNode.start(folder.resolve("home"))) {
      Reply script =
          node.send(
              "GET",
              SCRIPT,
              new byte[0],
              "Sec-Fetch-Site",
              "cross-site",
              "Sec-Fetch-Mode",
              "no-cors",
              "Sec-Fetch-Dest",
              "script");
      assertThat(script.is(200).headers())
          .containsEntry("cross-origin-resource-policy", "cross-origin");
    }
  }

  @Test
  void pagesOfTheAncestorGetTheSameByTheNameTheyKnow() {
    try (HubNode node = HubNode.start(folder.resolve("home"))) {
      String known = node.send("GET", "/sync/syncclient.js", new byte[0]).is(200).text();
      assertThat(known).isEqualTo(node.send("GET", SCRIPT, new byte[0]).text());
    }
  }
}
