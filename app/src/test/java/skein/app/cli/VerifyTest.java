package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.app.home.OpenSpace;
import skein.core.post.Offer;
import skein.core.post.Post;
import skein.core.post.Work;
import skein.core.value.Bytes;
import skein.testkit.Scale;
import skein.testkit.Scale.Counts;

final class VerifyTest {
  private static final int FLIPS = Scale.of(Counts.quick(8).full(200).longRun(5_000));
  @TempDir private Path folder;
  private Bench bench = new Bench(Path.of(""), "home");

  @BeforeEach
  void aHomeWithTwoSpaces() {
    bench = new Bench(folder, "home");
    for (String space : List.of("bugs", "shop")) {
      done("init -s " + space);
      done("-s " + space + " type ticket status allowed='[\"new\",\"open\"]'");
      for (int i = 0; i < 12; i++) {
        done("-s " + space + " create ticket --id T" + i + " status=new tags+=ui votes+=1");
      }
      done("-s " + space + " update ticket/T3 status=open votes+=2");
      done("-s " + space + " delete ticket/T4");
    }
  }

  private String done(String line) {
    Bench.Said said = bench.line(line);
    assertThat(said.exitCode()).as("%s%n%s", line, said.err()).isZero();
    return said.out();
  }

  private Path log(String space) {
    String store =
        done("-s " + space + " info")
            .lines()
            .filter(l -> l.startsWith("store: "))
            .findFirst()
            .orElseThrow();
    return Path.of(store.substring("store: ".length()));
  }

  /// All that the commands show of a space, apart from where it lies.
  private Map<String, String> shown() {
    Map<String, String> shown = new HashMap<>();
    for (String line :
        List.of("search ticket --json", "log --limit 99 --json", "show 3 --history", "conflicts")) {
      Bench.Said said = bench.line("-s bugs " + line);
      shown.put(line, said.exitCode() == Exit.DONE ? said.out() : "told: " + said.err());
    }
    return shown;
  }

  @Test
  void aSoundSpaceIsCalledSound() {
    assertThat(done("-s bugs verify"))
        .isEqualTo("bugs: 15 changesets, 15 signatures, 13 records: sound\n");
    assertThat(done("-s bugs verify --json"))
        .contains("\"sound\":true,\"changesets\":15,\"signatures\":15,\"records\":13")
        .contains("\"faults\":[]");
  }

  @Test
  void aFlippedBitIsFoundOrShowsInNothing() throws IOException {
    Path log = log("bugs");
    byte[] good = Files.readAllBytes(log);
    Map<String, String> before = shown();
    Random random = new Random(11);
    int found = 0;
    for (int i = 0; i < FLIPS; i++) {
      byte[] flipped = good.clone();
      int bit = random.nextInt(8 * good.length);
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      forgetJournal(log);
      Files.write(log, flipped);
      Bench.Said said = bench.line("-s bugs verify");
      if (said.exitCode() == Exit.DONE) {
        assertThat(shown()).as("bit %d", bit).isEqualTo(before);
      } else {
        found++;
        assertThat(said.exitCode()).isEqualTo(Exit.REFUSED);
        assertThat(said.err() + said.out()).as("bit %d", bit).startsWith("skein: ");
        assertThat(said.err()).as("bit %d", bit).doesNotContain("this is a fault in skein");
      }
    }
    assertThat(found).isPositive();
    assertThat(done("-s shop verify")).endsWith("sound\n");
  }

  @Test
  void aPostThatTheDiskHasChangedIsToldAndTheRestIsSound() throws IOException {
    done("app create board");
    Path posts;
    try (OpenSpace app = bench.home().open(bench.home().book().named("board").orElseThrow())) {
      posts = bench.home().log(app.entry().id()).resolveSibling("posts.db");
      for (String text : List.of("first words", "other words")) {
        Offer offer = new Offer.Whole(Post.of("text/plain", Bytes.ofText(text)), new Work(9, 9));
        app.posts().orElseThrow().admit(List.of(offer), 9_000);
      }
    }
    assertThat(done("-s board verify")).endsWith("0 records, 2 posts: sound\n");
    String good = Files.readString(posts, StandardCharsets.ISO_8859_1);
    String bad = good.replace("first words", "worst words");
    Files.writeString(posts, bad, StandardCharsets.ISO_8859_1);
    Bench.Said said = bench.line("-s board verify");
    assertThat(said.exitCode()).isEqualTo(Exit.REFUSED);
    assertThat(said.err()).contains(posts.toString()).contains("is not what was posted");
    assertThat(said.out()).contains("DAMAGED, 1 fault(s), of posts alone. End the node");
    assertThat(bench.line("-s board verify --json").out())
        .contains("\"sound\":false", "\"posts\":2,\"faultCount\":1,\"faults\":[\"in ");
    Files.writeString(posts, "no store", StandardCharsets.UTF_8);
    Bench.Said none = bench.line("-s board verify");
    assertThat(none.exitCode()).isEqualTo(Exit.REFUSED);
    assertThat(none.err()).contains(posts.toString()).doesNotContain("fault in skein");
    assertThat(done("-s shop verify")).endsWith("13 records: sound\n");
  }

  private static void forgetJournal(Path log) throws IOException {
    for (String end : List.of("-wal", "-shm")) {
      Files.deleteIfExists(log.resolveSibling("log.db" + end));
    }
  }

  @Test
  void aValueThatTheDiskHasChangedIsFoundAndNeitherShownNorSent() throws IOException {
    Path log = log("bugs");
    String all = Files.readString(log, StandardCharsets.ISO_8859_1);
    Files.writeString(
        log, all.replace("\"T7\",\"set\"", "\"T8\",\"set\""), StandardCharsets.ISO_8859_1);
    Bench.Said said = bench.line("-s bugs verify");
    assertThat(said.exitCode()).isEqualTo(Exit.REFUSED);
    assertThat(said.err()).contains("changeset 9 ").contains("is not what its author wrote");
    assertThat(said.out()).contains("DAMAGED");
    Bench.Said clone = bench.other("there").line("clone home bugs");
    assertThat(clone.exitCode()).isEqualTo(Exit.REFUSED);
    assertThat(clone.err()).contains(log.toString()).doesNotContain("forged");
    assertThat(done("-s bugs show ticket/T7")).contains("status: new");
    assertThat(done("-s bugs update ticket/T1 status=open")).contains("updated");
    assertThat(done("-s shop verify")).endsWith("sound\n");
  }

  @Test
  void whatWasAcknowledgedAndIsLostIsToldAndItGoesOnUnderANewName() throws IOException {
    Path log = log("bugs");
    Bench there = bench.other("there");
    byte[] older = Files.readAllBytes(log);
    done("-s bugs create ticket --id T99 status=new");
    there.line("clone home bugs");
    forgetJournal(log);
    Files.write(log, older);
    Bench.Said said = bench.line("-s bugs create ticket --id T98");
    assertThat(said.exitCode()).isEqualTo(Exit.REFUSED);
    assertThat(said.err())
        .contains("the log ends with changeset 15, but 16 had been written")
        .contains("skein verify --renew");
    assertThat(bench.line("-s bugs verify").exitCode()).isEqualTo(Exit.REFUSED);
    assertThat(done("-s bugs verify --renew")).contains("it goes on under a new identity");
    done("-s bugs create ticket --id T98 status=new");
    assertThat(done("-s bugs pull there --json")).contains("\"came\":1");
    assertThat(done("-s bugs verify")).endsWith("sound\n");
  }

  @Test
  void aTruncatedStoreIsToldAndTheOtherSpacesWorkOn() throws IOException {
    Path log = log("bugs");
    byte[] good = Files.readAllBytes(log);
    for (int length : List.of(0, 60, 4_096, good.length / 2, good.length - 4_096)) {
      forgetJournal(log);
      Files.write(log, Arrays.copyOf(good, length));
      for (String line : List.of("verify", "create ticket status=new")) {
        Bench.Said said = bench.line("-s bugs " + line);
        assertThat(said.exitCode()).as("%d bytes, %s", length, line).isEqualTo(Exit.REFUSED);
        assertThat(said.err()).contains(log.toString());
      }
      done("-s shop create ticket status=new");
    }
    try (Stream<Path> left = Files.list(folder.resolve("home"))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("spaces", "spaces.json", "spaces.lock");
    }
  }
}
