package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// History that goes, and comes back; content that leaves the disk.
final class ForgettingTest {
  @TempDir private Path folder;

  private Bench office() {
    Bench office = new Bench(folder, "office");
    office.skein("init", "-s", "bugs");
    office.skein("create", "ticket", "--id", "T", "status=first-words");
    office.skein("update", "1", "status=second-words");
    office.skein("update", "1", "status=third-words");
    office.skein("create", "ticket", "--id", "P", "secret=hidden-words");
    office.skein("update", "2", "secret=other-words");
    return office;
  }

  /// Every byte of a home, the journals of its stores included.
  private static String disk(Bench bench) {
    try (Stream<Path> files = Files.walk(bench.homeFolder())) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
      return all.toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String state(Bench bench) {
    return bench
        .skein("info", "--state", "--json")
        .out()
        .replaceAll(".*\"state\":\"(\\w+)\".*", "$1");
  }

  @Test
  void whatIsForgottenLeavesTheDiskAndNobodySeesADifference() {
    Bench office = office();
    String before = state(office);
    assertThat(disk(office)).contains("first-words", "second-words");
    assertThat(office.skein("retention", "latest").lines())
        .containsExactly(
            "keeps history: latest",
            "let go: 3 forgotten, 0 purged",
            "changesets without their content: 3");
    assertThat(disk(office)).contains("third-words").doesNotContain("first-words", "second-words");
    assertThat(state(office)).isEqualTo(before);
    assertThat(office.skein("verify").out()).contains("sound");
    assertThat(office.skein("log").out()).contains("forgotten");
    assertThat(office.skein("history", "1", "--json").out())
        .contains("\"forgotten\":\"forgotten\"");
    assertThat(office.skein("show", "1", "--at", "2").err()).contains("is not known here");
    assertThat(office.skein("show", "1").out()).contains("third-words");
    office.skein("update", "1", "status=fourth-words");
    assertThat(office.skein("retention").out()).contains("content: 4");
    assertThat(office.skein("undo").err()).contains("is forgotten here");
  }

  @Test
  void aShallowCloneSeesEverythingAndGetsItsHistoryLater() {
    Bench office = office();
    Bench field = office.other("field");
    field.skein("clone", "--shallow", "office");
    assertThat(state(field)).isEqualTo(state(office));
    assertThat(disk(field)).doesNotContain("first-words", "hidden-words");
    assertThat(field.skein("verify").out()).contains("sound");
    field.skein("update", "ticket/T", "status=from-the-field");
    assertThat(office.skein("pull", "field").exitCode()).isZero();
    assertThat(state(field)).isEqualTo(state(office));
    assertThat(field.skein("pull").exitCode()).isZero();
    assertThat(field.skein("retention").out()).contains("content: 0");
    assertThat(disk(field)).contains("first-words", "hidden-words");
    assertThat(field.skein("verify").out()).contains("sound");
  }

  @Test
  void whoKeepsAllTakesNothingFromOneWhoHasForgottenUnlessTold() {
    Bench office = office();
    office.skein("retention", "latest");
    Bench field = office.other("field");
    Bench.Said cloned = field.skein("clone", "office");
    assertThat(cloned.err())
        .contains("HELD", "take it from a peer that keeps it, or pull --shallow");
    assertThat(field.skein("info").out()).contains("changesets: 0");
    assertThat(field.skein("pull", "--shallow").out()).contains("5 changesets came");
    assertThat(state(field)).isEqualTo(state(office));
    assertThat(field.skein("retention").out()).contains("keeps history: all", "content: 3");
  }

  @Test
  void aBundleThatNobodyCouldTakeIsNotWritten() {
    Bench office = office();
    office.skein("retention", "latest");
    String bundle = folder.resolve("all.skein-bundle").toString();
    assertThat(office.skein("push", bundle).err()).contains("lacks the content of some");
    assertThat(Path.of(bundle)).doesNotExist();
  }

  @Test
  void whatIsPurgedLeavesEveryDiskAndNeverComesBack() {
    Bench office = office();
    Bench field = office.other("field");
    field.skein("clone", "office");
    assertThat(office.skein("purge", "2", "--now").exitCode()).isZero();
    assertThat(disk(office)).doesNotContain("hidden-words", "other-words");
    assertThat(field.skein("pull").out()).contains("1 changeset came");
    field.skein("retention", "all");
    assertThat(disk(field)).doesNotContain("hidden-words", "other-words");
    assertThat(state(field)).isEqualTo(state(office));
    Bench late = office.other("late");
    assertThat(late.skein("clone", "field").out()).contains("6 changesets came", "in step");
    assertThat(late.skein("retention").out()).contains("content: 2");
    assertThat(late.skein("log").out()).contains("purged");
  }

  /// Three rows in one changeset, of which the third is deleted.
  private Bench shop() throws IOException {
    Bench shop = new Bench(folder, "shop");
    shop.skein("init", "-s", "bugs");
    Path rows =
        Files.writeString(
            folder.resolve("rows.csv"), "code,text\nA,hidden-words\nB,shared\nC,underneath\n");
    shop.skein("import", rows.toString(), "--type", "item", "--id-from", "code");
    shop.skein("delete", "item/C");
    return shop;
  }

  @Test
  void aPurgeNowWritesAnewWhatSharesItsChangesets() throws IOException {
    Bench shop = shop();
    Bench field = shop.other("field");
    field.skein("clone", "shop");
    Bench.Said purged = shop.skein("purge", "item/A", "--now");
    assertThat(purged.lines())
        .contains("what else was in its changesets is written anew, in 2 more");
    assertThat(purged.err()).isEmpty();
    assertThat(purged.exitCode()).isZero();
    assertThat(disk(shop)).contains("shared", "underneath").doesNotContain("hidden-words");
    assertThat(shop.skein("show", "item/B").out()).contains("text: shared");
    assertThat(shop.skein("show", "item/C").out()).contains("deleted");
    assertThat(shop.skein("verify").out()).contains("sound");
    assertThat(shop.skein("log").out()).contains("written anew");
    assertThat(shop.skein("purge", "item/A", "--now").out()).contains("it stands so already");
    field.skein("pull");
    field.skein("retention", "all");
    assertThat(disk(field)).contains("shared", "underneath").doesNotContain("hidden-words");
    assertThat(state(field)).isEqualTo(state(shop));
    assertThat(shop.skein("undo").err()).contains("is forgotten here");
  }

  @Test
  void aPurgeTellsWhichContentStaysAndWhy() throws IOException {
    Bench shop = shop();
    Bench office = shop.other("office");
    office.skein("clone", "shop");
    Bench.Said early = office.skein("purge", "item/A", "--now");
    assertThat(early.exitCode()).isZero();
    assertThat(disk(office)).doesNotContain("hidden-words");
    shop.skein("create", "item", "--id", "D", "text=late");
    assertThat(office.skein("pull", "shop").exitCode()).isZero();
    assertThat(office.skein("purge", "item/D", "--now").err())
        .contains("stays on the disk: it is the last of replica", "skein retention all");
  }

  @Test
  void aRetentionIsAWordOrATime() {
    Bench office = office();
    for (String bad : List.of("never", "0d", "-1d", "30", "d", "1.5h", "9999999d")) {
      assertThat(office.skein("retention", "--", bad).err()).contains("say all, latest, or a time");
    }
    for (String good : List.of("30d", "12h", "90m", "all")) {
      assertThat(office.skein("retention", good).out()).contains("keeps history: " + good);
    }
    assertThat(office.skein("retention", "--json").out())
        .contains("\"retention\":\"all\",\"forgotten\":0,\"purged\":0,\"lacking\":0");
  }
}
