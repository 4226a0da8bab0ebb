package skein.app.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.app.Wiring;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.view.Screen;
import skein.core.post.Offer;
import skein.core.post.Post;
import skein.core.post.Work;
import skein.core.value.Bytes;
import skein.core.value.SpaceId;
import skein.testkit.Scale;
import skein.testkit.Scale.Counts;

/// Joining an app with many posts: its index page is there long before they are.
@Timeout(300)
final class JoinLargeTest {
  private static final String SCHEMA = "{\"schema\":{\"m\":{\"t\":\"text\"}}}";
  private static final int BATCH = 1000;

  @TempDir private Path folder;

  @Test
  void theIndexPageComesBeforeThePosts() {
    int posts = Scale.of(Counts.quick(2_000).full(100_000).longRun(100_000));
    try (AppNode owner = AppNode.start(folder.resolve("owner"), 0);
        AppNode reader = AppNode.start(folder.resolve("reader"), 0)) {
      String app = owner.create();
      owner.put("/" + app + "/_schema", "application/json", SCHEMA).is(204);
      owner.put("/" + app + "/index.html", "text/html", "<title>Many</title>").is(204);
      fill(app, posts);
      long start = System.nanoTime();
      reader.join(app, owner);
      reader.get("/" + app + "/").is(200);
      long page = System.nanoTime() - start;
      String all = "[[" + posts + "]]";
      reader.awaitRows(app, "SELECT count(*) FROM m", all);
      long whole = System.nanoTime() - start;
      owner.awaitRows(app, "SELECT count(*) FROM m", all);
      System.out.printf(
          "joining an app of %d posts: index page after %d ms, all rows after %d ms%n",
          posts, page / 1_000_000, whole / 1_000_000);
      assertThat(page).isLessThanOrEqualTo(whole);
    }
  }

  private void fill(String app, int count) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    String place = folder.resolve("owner").toString();
    Home home =
        Wiring.setting(new Screen(nowhere, nowhere), folder, Map.of("SKEIN_HOME", place)).home();
    long now = System.currentTimeMillis();
    try (OpenSpace space = home.open(home.book().of(SpaceId.parse(app)).orElseThrow())) {
      List<Offer> offers = new ArrayList<>();
      for (int i = 1; i <= count; i++) {
        String json = "{\"_table\":\"m\",\"t\":\"post number " + i + " of many\"}";
        Post post = Post.of("application/json", Bytes.ofText(json));
        offers.add(new Offer.Whole(post, new Work(now / 1000 - i, i)));
        if (offers.size() == BATCH || i == count) {
          space.posts().orElseThrow().admit(offers, now);
          offers.clear();
        }
      }
    }
  }
}
