package skein.testkit.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import skein.core.history.Line;
import skein.core.replica.LogEntry;
import skein.core.replica.Received;
import skein.core.replica.Remark;
import skein.core.replica.Replica;

final class VerdictVectorsTest {
  @TestFactory
  Stream<DynamicTest> everyLineGetsItsVerdict() {
    return Vectors.tests("verdicts.json", VerdictVectorsTest::check);
  }

  private static void check(Vectors.Case vector) {
    List<byte[]> bytes = vector.cases("lines").stream().map(Vectors.Case::line).toList();
    List<Optional<Line>> parsed = bytes.stream().map(VerdictVectorsTest::parse).toList();
    Replica replica = Receiver.of(vector.text("charter"), vector.text("now"));
    Received received = replica.receive(parsed.stream().flatMap(Optional::stream).toList());
    List<LogEntry> log = replica.read(snapshot -> snapshot.log(0, 1000));
    List<String> verdicts = new ArrayList<>();
    for (int i = 0; i < bytes.size(); i++) {
      byte[] one = bytes.get(i);
      boolean again = bytes.subList(0, i).stream().anyMatch(other -> Arrays.equals(one, other));
      verdicts.add(
          again && received.known() > 0
              ? "known"
              : parsed.get(i).map(line -> verdict(line, log, received)).orElse("unread"));
    }
    assertThat(verdicts).as(received.remarks().toString()).isEqualTo(vector.texts("expect"));
    if (vector.has("class")) {
      received.remarks().stream()
          .filter(remark -> remark.kind() == Remark.Kind.VOID)
          .forEach(remark -> Reasons.require(remark.reason(), vector.text("class")));
    }
  }

  private static Optional<Line> parse(byte[] line) {
    try {
      return Optional.of(Line.parse(line));
    } catch (IllegalArgumentException unread) {
      assertThat(unread).hasMessageMatching(".+");
      return Optional.empty();
    }
  }

  private static String verdict(Line line, List<LogEntry> log, Received received) {
    for (LogEntry entry : log) {
      if (entry.stored().place().replica().equals(line.header().replica())
          && entry.stored().place().seq() == line.header().seq()
          && entry.stored().bytes().orElseThrow().equals(line.body())) {
        return entry.stored().voidReason() == null ? "good" : "void";
      }
    }
    for (Remark remark : received.remarks()) {
      if (remark.replica().equals(line.header().replica())
          && remark.seq() == line.header().seq()
          && remark.kind() != Remark.Kind.VOID
          && remark.kind() != Remark.Kind.FORK) {
        return remark.kind().name().toLowerCase(Locale.ROOT);
      }
    }
    return "dropped";
  }
}
