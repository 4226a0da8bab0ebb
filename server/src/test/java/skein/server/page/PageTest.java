package skein.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import skein.server.world.Reply;
import skein.server.world.World;

/// The page as a node serves it; what it does is seen in `web/test`.
final class PageTest {
  @Test
  void everyFileComesWithItsTypeItsTagAndThePolicy() {
    try (World world = new World()) {
      for (String path :
          List.of("/", "/ui/", "/ui/index.html", "/ui/page.js", "/ui/page.css", "/ui/icon.svg")) {
        Reply reply = world.get(path).is(200);
        assertThat(reply.header("Content-Security-Policy"))
            .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
            .contains("frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(reply.header("Content-Type")).isNotEmpty();
        Reply again = world.get(path, "If-None-Match", reply.tag()).is(304);
        assertThat(again.text()).isEmpty();
        assertThat(again.tag()).isEqualTo(reply.tag());
      }
    }
  }

  @Test
  void theRootIsThePageOfAppsAndItsFilesAreUnderUi() {
    try (World world = new World()) {
      assertThat(world.get("/").is(200).text()).isEqualTo(world.get("/ui").is(200).text());
    }
  }

  @Test
  void thereIsNothingElse() {
    try (World world = new World()) {
      for (String path : List.of("/ui/no.js", "/ui/..%2Fnode%2FNode.class", "/ui/../page.js")) {
        assertThat(world.get(path).status()).as(path).isEqualTo(404);
      }
    }
  }

  @Test
  void thePageHoldsNoAddressOfAnybodyElse() {
    try (World world = new World()) {
      for (String file : List.of("index.html", "page.js", "page.css")) {
        assertThat(world.get("/ui/" + file).text().replace("http://www.w3.org/", ""))
            .doesNotContain("http://", "https://", "innerHTML", "eval(");
      }
    }
  }
}
