package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.app.home.AppLimits;
import skein.app.home.Archive;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.home.SpaceBook;
import skein.app.home.Stores;
import skein.core.history.Charter;
import skein.core.post.Mining;
import skein.core.post.Offer;
import skein.core.post.Post;
import skein.core.post.PostReading;
import skein.core.post.Posts;
import skein.core.replica.Assign;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.value.Bytes;
import skein.core.value.Value;

/// The posts of an app, in the files of a home.
final class HomePostsTest {
  private static final long LONGEST_SECONDS = 60;

  @TempDir private Path folder = Path.of("");

  private static void post(Posts posts, String text) {
    Post post = Post.of("text/plain", Bytes.ofText(text));
    posts.admit(
        List.of(
            new Offer.Whole(post, new Mining(1, () -> 7, () -> false).best(post.id(), 2_000_000))),
        2_000_000);
  }

  private static long count(OpenSpace space) {
    return space.posts().orElseThrow().store().read(PostReading::count);
  }

  @Test
  void aSpaceHasPostsIfItsCharterSaysSo() {
    Home home = Served.setting(new Bench(folder, "home"), Writer.nullWriter()).home();
    try (OpenSpace plain = home.create("plain", Charter.Access.ANY);
        OpenSpace app = home.createApp("app")) {
      assertThat(plain.posts()).isEmpty();
      assertThat(app.posts()).isPresent();
      assertThat(app.replica().charter().write()).isEqualTo(Charter.Access.GRANTED);
    }
  }

  @Test
  void whoeverHasTheSpaceOpenHearsOfAPostAndReadsIt() throws InterruptedException {
    Setting setting = Served.setting(new Bench(folder, "home"), Writer.nullWriter());
    Home home = setting.home();
    home.createApp("app").close();
    SpaceBook.Entry entry = home.book().named("app").orElseThrow();
    Semaphore rung = new Semaphore(0);
    try (OpenSpace writes = home.open(entry);
        OpenSpace hears = home.open(entry);
        OpenSpace reads = home.openReadOnly(entry)) {
      Stores.Watch watch = hears.onChange(setting.stores(), rung::release);
      try (watch) {
        post(writes.posts().orElseThrow(), "hello");
        assertThat(rung.tryAcquire(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(count(hears)).isEqualTo(1);
        assertThat(count(reads)).isEqualTo(1);
      }
    }
  }

  @Test
  void aBackupHoldsThePosts() {
    Home home = Served.setting(new Bench(folder, "home"), Writer.nullWriter()).home();
    Home other = Served.setting(new Bench(folder, "other"), Writer.nullWriter()).home();
    Path file = folder.resolve("app.skein-backup");
    try (OpenSpace app = home.createApp("app")) {
      post(app.posts().orElseThrow(), "one");
      post(app.posts().orElseThrow(), "two");
      new Archive(home).backup(app, file, true, size -> {});
    }
    try (OpenSpace restored = new Archive(other).restore(file, Optional.empty(), size -> {})) {
      assertThat(count(restored)).isEqualTo(2);
    }
  }

  @Test
  void contentLeavesRoomForPostsAndIsNeverPushedOutByThem() {
    Home home = Served.setting(new Bench(folder, "home"), Writer.nullWriter()).home();
    try (OpenSpace app = home.createApp("app")) {
      Posts posts = app.posts().orElseThrow();
      assertThat(posts.quota().bytes()).isEqualTo(AppLimits.DEFAULT.bytes());
      post(posts, "a");
      Assign limit = new Assign.Set(AppLimits.MAX_SIZE, Value.of(5_000L));
      app.replica().commit(Draft.of("owner", new Edit.Create(AppLimits.KEY, List.of(limit))));
      assertThat(posts.quota().bytes()).isEqualTo(5_000);
    }
  }

  @Test
  void aCloneTakesPostsAndEveryExchangeTakesThemBothWays() {
    Bench office = new Bench(folder, "office");
    Bench laptop = office.other("laptop");
    Home home = Served.setting(office, Writer.nullWriter()).home();
    try (OpenSpace app = home.createApp("app")) {
      post(app.posts().orElseThrow(), "from the office");
    }
    laptop.skein("clone", "office", "-s", "app");
    Home other = Served.setting(laptop, Writer.nullWriter()).home();
    try (OpenSpace app = other.open(other.book().named("app").orElseThrow())) {
      assertThat(count(app)).isEqualTo(1);
      post(app.posts().orElseThrow(), "from the laptop");
    }
    assertThat(laptop.skein("-s", "app", "--json", "pull").out())
        .contains("\"posts\":{\"came\":0,\"raised\":0,\"went\":0}");
    assertThat(laptop.skein("-s", "app", "push").out()).contains("1 post went");
    try (OpenSpace app = home.open(home.book().named("app").orElseThrow())) {
      assertThat(count(app)).isEqualTo(2);
    }
  }
}
