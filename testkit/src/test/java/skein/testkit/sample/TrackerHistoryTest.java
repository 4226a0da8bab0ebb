package skein.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrackerHistoryTest {

  static Stream<SampleData.Sample> histories() {
    var data = new SampleData(System.getenv());
    return Stream.of(1L, 2L, 7L).flatMap(seed -> data.histories(seed).stream());
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherGivesOthers() {
    var size = new TrackerHistory.Size(30, 20);
    var bytes = TrackerHistory.generate(3, size).ndjson();
    assertThat(TrackerHistory.generate(3, size).ndjson()).isEqualTo(bytes);
    assertThat(TrackerHistory.generate(4, size).ndjson()).isNotEqualTo(bytes);
  }

  @Test
  void everybodyAppearsWhateverTheSize() {
    for (var size : List.of(size(1, 1), size(3, 2), size(50, 4), size(100, 90), size(900, 600))) {
      var history = TrackerHistory.generate(1, size);
      assertThat(history.issues()).as(size.toString()).hasSize(size.issues());
      assertThat(counts(history, TrackerEvent::author).size())
          .as(size.toString())
          .isEqualTo((int) size.people());
    }
    assertThatThrownBy(() -> size(1, 6)).hasMessageContaining("1 issues and 6 people");
  }

  private static TrackerHistory.Size size(int issues, long people) {
    return new TrackerHistory.Size(issues, people);
  }

  @ParameterizedTest
  @MethodSource("histories")
  void readingAndWritingGivesTheSameBytes(SampleData.Sample sample) {
    assertThat(TrackerHistory.read(sample.bytes()).ndjson()).isEqualTo(sample.bytes());
  }

  @ParameterizedTest
  @MethodSource("histories")
  void itHasTheShapeOfTheRealOne(SampleData.Sample sample) {
    var history = TrackerHistory.read(sample.bytes());
    assertThat(history.events()).hasSize(TrackerHistory.REAL_EVENTS);
    assertThat(history.issues()).hasSize(TrackerHistory.REAL_ISSUES);
    assertThat(counts(history, event -> event.action().word()))
        .isEqualTo(
            Map.of(
                "create", 421, "comment", 1979, "edit", 602, "labels", 1365, "status", 327, "title",
                111));
    var authors = new ArrayList<>(counts(history, TrackerEvent::author).values());
    authors.sort((a, b) -> b - a);
    assertThat(authors).hasSize(TrackerHistory.REAL_PEOPLE);
    assertThat(authors.get(0)).isCloseTo(1_389, within(250));
    assertThat(authors.get(2)).isCloseTo(485, within(150));
    assertThat(authors.get(20)).isBetween(10, 25);
    assertThat(authors.stream().filter(n -> n == 1).count()).isBetween(50L, 110L);
    assertThat(
            count(
                history,
                e -> e.action() instanceof TrackerEvent.Status s && s.status().equals("open")))
        .isCloseTo(18L, within(6L));
    assertThat(
            count(history, e -> e.action() instanceof TrackerEvent.Labels l && l.added().isEmpty()))
        .isCloseTo(405L, within(60L));
    assertThat(outOfOrder(history)).isEqualTo(69);
    assertThat(sample.bytes().length).isCloseTo(2_057_282, within(350_000));
  }

  @ParameterizedTest
  @MethodSource("histories")
  void textsHaveEverythingThatTextsHave(SampleData.Sample sample) {
    var texts =
        TrackerHistory.read(sample.bytes()).events().stream()
            .map(event -> text(event.action()))
            .filter(text -> !text.isEmpty())
            .toList();
    for (var part : List.of("\n", "```", "\t", "http", "@", ">", "\"")) {
      assertThat(texts.stream().filter(t -> t.contains(part))).hasSizeGreaterThan(20);
    }
    assertThat(texts.stream().filter(t -> t.codePoints().anyMatch(c -> c > 0xFFFF)))
        .hasSizeBetween(20, 120);
    var lengths = texts.stream().map(String::length).sorted().toList();
    assertThat(lengths.get(lengths.size() / 2)).isCloseTo(317, within(90));
    assertThat(lengths.getLast()).isBetween(3_000, 4_100);
  }

  @ParameterizedTest
  @MethodSource("histories")
  void everyIssueBeginsWithItsCreationAndIsSortedByTime(SampleData.Sample sample) {
    var issues = TrackerHistory.read(sample.bytes()).issues();
    for (var events : issues.values()) {
      assertThat(events.getFirst().action()).isInstanceOf(TrackerEvent.Create.class);
      assertThat(events.stream().map(TrackerEvent::timeSeconds)).isSorted();
    }
    var sizes = issues.values().stream().map(List::size).sorted().toList();
    assertThat(sizes.get(sizes.size() / 2)).isCloseTo(9, within(2));
    assertThat(sizes.getLast()).isBetween(45, 75);
  }

  @Test
  void aLineThatIsNoEventIsNamed() {
    for (var line :
        List.of("{", "[]", "{\"issue\": 1.5}", "{\"a\":1,\"a\":1}", "{} {}", "{\"a\":\"\\x\"}")) {
      var bytes = ("\n" + line).getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> TrackerHistory.read(bytes))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("line 2 is no event");
    }
  }

  private static String text(TrackerEvent.Action action) {
    return switch (action) {
      case TrackerEvent.Create create -> create.text();
      case TrackerEvent.Comment comment -> comment.text();
      case TrackerEvent.Edit edit -> edit.text();
      case TrackerEvent.Labels _, TrackerEvent.Status _, TrackerEvent.Title _ -> "";
    };
  }

  private static long count(TrackerHistory history, Predicate<TrackerEvent> wanted) {
    return history.events().stream().filter(wanted).count();
  }

  private static Map<String, Integer> counts(
      TrackerHistory history, java.util.function.Function<TrackerEvent, String> by) {
    return history.events().stream()
        .collect(Collectors.groupingBy(by, Collectors.summingInt(_ -> 1)));
  }

  private static int outOfOrder(TrackerHistory history) {
    var last = new HashMap<Integer, Long>();
    return (int)
        history.events().stream()
            .filter(event -> isBefore(last.put(event.issue(), event.timeSeconds()), event))
            .map(TrackerEvent::issue)
            .distinct()
            .count();
  }

  private static boolean isBefore(Long last, TrackerEvent event) {
    return last != null && event.timeSeconds() < last;
  }
}
