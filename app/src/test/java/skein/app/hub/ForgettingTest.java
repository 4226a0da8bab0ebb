package skein.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import skein.app.apps.Reply;
import skein.app.cli.Bench;
import skein.app.home.SpaceBook;
import skein.core.value.Bytes;
import skein.core.value.SpaceId;

/// What was replaced or deleted leaves the disk of a hub, and nobody who was away misses it.
@Timeout(120)
final class ForgettingTest extends OneHub {
  private static String note(String id, String title, String text) {
    return "{\"type\":\"note\",\"id\":\"%s\",\"data\":{\"text\":\"%s\",\"title\":\"%s\"}}"
        .formatted(id, text, title);
  }

  private static String tombstone(String id) {
    return "{\"type\":\"note\",\"id\":\"%s\",\"deleted\":true}".formatted(id);
  }

  private static String list(String... objects) {
    return "[" + String.join(",", objects) + "]";
  }

  private SpaceBook.Entry entry() {
    return node.home().find(ann.name()).orElseThrow();
  }

  private void sweep() {
    assertThat(node.sweep(ann)).isTrue();
  }

  /// The files of the store that hold this text.
  private List<String> holding(String text) throws IOException {
    SpaceId id = entry().id();
    Path space = folder.resolve("home").resolve("spaces").resolve(id.toString());
    try (Stream<Path> all = Files.walk(space)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> read(file).contains(text))
          .map(file -> file.getFileName().toString())
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// After so long what was deleted is let go.
  private static final Duration MONTH = Duration.ofDays(31);

  @Test
  void whatWasReplacedIsInNoFileOfTheStore() throws IOException {
    String long1 = "replaced, long, " + "x".repeat(5_000);
    ann.post("", list(note("a", "replaced once", long1), note("b", "stays", "here"))).is(200);
    ann.post("since=2", list(note("a", "replaced twice", "replaced, short"))).is(200);
    ann.post("since=3", list(note("a", "the last", "and only"))).is(200);
    assertThat(holding("replaced")).isNotEmpty();
    sweep();
    assertThat(holding("replaced")).isEmpty();
    assertThat(holding("stays")).isNotEmpty();
    assertThat(ann.objects("since=3")).isEqualTo("[[4," + note("a", "the last", "and only") + "]]");
  }

  @Test
  void whatAClientOrACommandDeletedIsThereForAMonthAndThenInNoFile() throws IOException {
    ann.post("", list(note("a", "deleted by a command", "x"), note("b", "deleted, too", "x")))
        .is(200);
    Bench bench = new Bench(folder, "home");
    assertThat(bench.skein("-s", ann.name(), "delete", "note/a").exitCode()).isZero();
    ann.post("since=3", list(tombstone("b"), note("c", "stays", "x"))).is(200);
    sweep();
    assertThat(holding("deleted by a command")).isNotEmpty();
    assertThat(holding("deleted, too")).isNotEmpty();
    node.pass(MONTH);
    sweep();
    assertThat(holding("deleted by a command")).isEmpty();
    assertThat(holding("deleted, too")).isEmpty();
    assertThat(node.client("ann@example.com", "notes").objects("since=2"))
        .contains("\"id\":\"a\",\"deleted\":true", "\"id\":\"b\",\"deleted\":true")
        .contains("\"id\":\"c\"");
  }

  @Test
  void aPictureIsThereForAsLongAsItsObjectMayComeBack() throws IOException {
    String picture =
        "{\"type\":\"p\",\"id\":\"a\",\"blob\":{\"content_type\":\"image/png\",\"data\":\"%s\"}}"
            .formatted(Bytes.ofText("a picture of geese").base64url());
    ann.post("", list(picture)).is(200);
    ann.post("since=1", list("{\"type\":\"p\",\"id\":\"a\",\"deleted\":true}")).is(200);
    node.pass(Duration.ofHours(1));
    sweep();
    assertThat(holding("a picture of geese")).hasSize(1);
    node.pass(MONTH);
    sweep();
    assertThat(holding("a picture of geese")).isEmpty();
  }

  @Test
  void aClientThatWasAwayTheWholeTimeMissesNothingAndNothingReturns() {
    ann.post("", all(0, "first")).is(200);
    for (int round = 1; round <= 5; round++) {
      ann.post("since=1000000", all(0, "round " + round)).is(200);
      sweep();
    }
    ann.post("since=1000000", list(tombstone("n3"), tombstone("n4"))).is(200);
    sweep();
    Reply stale = ann.post("since=20", all(0, "of one who was away")).is(200);
    assertThat(stale.json("since_invalid")).isEqualTo("true");
    for (String known : List.of("", "since=3", "since=20", "since=40")) {
      assertThat(ann.objects(known).split("round 5", -1)).hasSize(19);
      assertThat(ann.objects(known).split("\"deleted\":true", -1)).hasSize(3);
    }
  }

  private static String all(int from, String title) {
    return IntStream.range(from, from + 20)
        .mapToObj(i -> note("n" + i, title, "text"))
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void aReplicaThatWasAwayTheWholeTimeBringsItsEditsAndNothingThatWasDeletedReturns() {
    ann.post("", list(note("a", "old", "old"), note("b", "old", "old"), note("c", "old", "old")))
        .is(200);
    Bench away = clone("away");
    ann.post("since=3", list(note("a", "new", "old"), tombstone("b"))).is(200);
    assertThat(away.skein("-s", "mine", "update", "note/a", "text=far").exitCode()).isZero();
    assertThat(away.skein("-s", "mine", "delete", "note/c").exitCode()).isZero();
    assertThat(away.skein("-s", "mine", "create", "note", "--id", "d", "title=far").exitCode())
        .isZero();
    sweep();
    Bench.Said met = away.skein("-s", "mine", "sync");
    assertThat(met.exitCode()).as(met.err()).isZero();
    sweep();
    assertThat(ann.objects(""))
        .contains(note("a", "new", "far"))
        .contains("\"id\":\"b\",\"deleted\":true", "\"id\":\"c\",\"deleted\":true", "\"id\":\"d\"");
    assertThat(away.skein("-s", "mine", "show", "note/a").out()).contains("new", "far");
    assertThat(away.skein("-s", "mine", "search", "type:note").out()).doesNotContain("note/b");
    assertThat(away.skein("-s", "mine", "conflicts").out()).doesNotContain("note/");
  }

  private Bench clone(String home) {
    Reply invited = ann.post("invite", "").is(200);
    String link =
        "%s/s/%s#name=notes&secret=%s"
            .formatted(node.address(), text(invited, "space"), text(invited, "secret"));
    Bench bench = new Bench(folder, home);
    Bench.Said cloned = bench.skein("-s", "mine", "clone", link);
    assertThat(cloned.exitCode()).as(cloned.err()).isZero();
    return bench;
  }

  private static String text(Reply reply, String field) {
    return reply.json(field).replace("\"", "");
  }
}
