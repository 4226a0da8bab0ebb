package skein.testkit.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import skein.core.history.Line;
import skein.core.record.Dot;
import skein.core.replica.Received;
import skein.core.replica.Remark;
import skein.core.replica.Replica;
import skein.core.value.Bytes;
import skein.testkit.Scale;

/// Done-when 5: tampered transfers never crash a replica, never bring in anything false, and keep
/// exactly the longest good prefix of each replica's lines.
final class MutatedLinesTest {
  private static final int WORLDS = 24;
  private static final int MUTATIONS =
      Scale.of(Scale.Counts.quick(5_000).full(100_000).longRun(1_000_000));
  private static final long SEED = 20_261_121;

  /// A world with what its cases need, made once.
  private record Stage(World world, Oracle oracle, Bytes transfer, List<byte[]> lines) {
    static Stage of(long seed) {
      World world = new World(seed);
      ByteArrayOutputStream transfer = new ByteArrayOutputStream();
      world.lines.forEach(line -> transfer.writeBytes(line.bytes()));
      byte[] bytes = transfer.toByteArray();
      return new Stage(world, new Oracle(world), Bytes.of(bytes), Tampering.split(bytes));
    }
  }

  private final Map<String, Long> counts = new TreeMap<>();

  private void count(String what, long times) {
    counts.merge(what, times, Long::sum);
  }

  private static List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < WORLDS; i++) {
      stages.add(Stage.of(SEED + i));
    }
    return stages;
  }

  @Test
  void aGenuineTransferIsTakenWhole() {
    for (Stage stage : stages()) {
      Replica replica = stage.world().receiver();
      Received received = replica.receive(stage.world().lines);
      assertThat(received.integrated()).isEqualTo(stage.world().lines.size());
      assertThat(received.blamesSender()).isFalse();
    }
  }

  @Test
  void nothingFalseIsAcceptedAndTheLongestGoodPrefixIsKept() {
    List<Stage> stages = stages();
    for (int i = 0; i < MUTATIONS; i++) {
      long seed = SEED + i;
      Stage stage = stages.get(i % WORLDS);
      Stage foreign = stages.get((i + 1 + i / WORLDS % (WORLDS - 1)) % WORLDS);
      check(stage, foreign.lines(), seed);
    }
    counts.forEach((what, times) -> System.out.println("mutated lines: " + what + " " + times));
    assertThat(counts)
        .containsKeys("verdict good", "verdict FORGED", "verdict HELD", "verdict FORK")
        .containsKeys("lines that are none", "verdict known");
  }

  private void check(Stage stage, List<byte[]> foreign, long seed) {
    Random random = new Random(seed);
    Tampering tampering = new Tampering(random, foreign);
    byte[] transfer = stage.transfer().toArray();
    int times = random.nextInt(4) == 0 ? 2 + random.nextInt(3) : 1;
    List<Tampering.Kind> done = new ArrayList<>();
    Tampering.Kind[] kinds = Tampering.Kind.values();
    for (int i = 0; i < times; i++) {
      Tampering.Kind kind = kinds[random.nextInt(kinds.length)];
      done.add(kind);
      transfer = tampering.apply(kind, transfer);
    }
    List<Line> lines = read(transfer);
    Replica replica = stage.world().receiver();
    Received received = replica.receive(lines);
    Oracle.Expected expected = stage.oracle().expect(lines);
    String where = "seed " + seed + ", " + done + ", remarks " + received.remarks();
    assertThat(dots(replica)).as(where).isEqualTo(expected.dots());
    assertThat(verdicts(received)).as(where).isEqualTo(expected.remarks());
    count("cases", 1);
    count("verdict good", received.integrated());
    count("verdict known", received.known());
  }

  /// The lines up to the first that is none; a torn end is not a line.
  private List<Line> read(byte[] transfer) {
    List<Line> lines = new ArrayList<>();
    for (byte[] line : Tampering.split(transfer)) {
      if (line[line.length - 1] != '\n') {
        count("torn ends", 1);
        return lines;
      }
      try {
        lines.add(Line.parse(java.util.Arrays.copyOf(line, line.length - 1)));
      } catch (IllegalArgumentException refused) {
        assertThat(refused.getMessage()).isNotBlank();
        count("lines that are none", 1);
        return lines;
      }
    }
    return lines;
  }

  private static Set<Dot> dots(Replica replica) {
    Set<Dot> dots = new HashSet<>();
    replica.read(view -> view.reading().log(0, 10_000)).forEach(line -> dots.add(line.dot()));
    return dots;
  }

  private List<String> verdicts(Received received) {
    List<String> verdicts = new ArrayList<>();
    for (Remark remark : received.remarks()) {
      assertThat(remark.reason()).isNotBlank();
      count("verdict " + remark.kind(), 1);
      if (remark.kind() == Remark.Kind.FORGED || remark.kind() == Remark.Kind.HELD) {
        verdicts.add(Oracle.told(remark.kind(), remark.replica(), remark.seq()));
      }
    }
    return verdicts;
  }
}
