package skein.testkit.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import skein.core.history.Chain;
import skein.core.history.Header;
import skein.core.history.Line;
import skein.core.replica.Received;
import skein.core.replica.Remark;
import skein.core.replica.Replica;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.testkit.Scale;

/// An author who signs what breaks the rules: such a line is good, void or held, never forged, and
/// the same at every receiver, however the lines come to it.
final class HostileAuthorTest {
  private static final int CASES =
      Scale.of(Scale.Counts.quick(1_000).full(20_000).longRun(200_000));
  private static final long SEED = 20_261_122;
  private static final int WORLDS = 12;
  private final Map<String, Long> counts = new TreeMap<>();

  @Test
  void whateverIsSignedGetsTheSameVerdictEverywhere() {
    List<World> worlds = new ArrayList<>();
    for (int i = 0; i < WORLDS; i++) {
      worlds.add(new World(SEED + i));
    }
    for (int i = 0; i < CASES; i++) {
      check(worlds.get(i % WORLDS), SEED + i);
    }
    counts.forEach((what, times) -> System.out.println("hostile author: " + what + " " + times));
    assertThat(counts).containsKeys("lines good", "lines VOID", "lines HELD");
  }

  private void check(World world, long seed) {
    Random random = new Random(seed);
    ReplicaId author = world.lines.get(random.nextInt(world.lines.size())).header().replica();
    List<Line> lines = rewritten(world, author, random);
    Replica whole = world.receiver();
    Received received = whole.receive(lines);
    Replica bit = world.receiver();
    receiveGroups(bit, lines);
    receiveGroups(whole, lines);
    receiveGroups(bit, lines);
    assertThat(told(bit)).as("seed " + seed).isEqualTo(told(whole));
    assertThat(bit.frontier()).as("seed " + seed).isEqualTo(whole.frontier());
    for (Remark remark : received.remarks()) {
      assertThat(remark.reason()).isNotBlank();
      assertThat(remark.kind()).as("seed " + seed + ", " + remark).isNotEqualTo(Remark.Kind.FORGED);
      counts.merge("lines " + remark.kind(), 1L, Long::sum);
    }
    counts.merge("lines good", (long) received.integrated(), Long::sum);
    counts.merge("cases", 1L, Long::sum);
  }

  /// The transfer up to the author's fork, one body of the author changed and all signed anew.
  private static List<Line> rewritten(World world, ReplicaId author, Random random) {
    List<Line> genuine = new ArrayList<>();
    long last = 0;
    for (Line line : world.lines) {
      if (!line.header().replica().equals(author) || line.header().seq() == last + 1) {
        genuine.add(line);
        last = line.header().replica().equals(author) ? last + 1 : last;
      }
    }
    long spoiled = 1 + random.nextLong(last);
    List<Line> lines = new ArrayList<>();
    @Nullable Chain place = null;
    Bytes key = Bytes.EMPTY;
    for (Line line : genuine) {
      Header header = line.header();
      if (!header.replica().equals(author)) {
        lines.add(line);
        continue;
      }
      if (place == null) {
        key = java.util.Objects.requireNonNull(header.key());
        Bytes grant = header.grant() == null ? Bytes.EMPTY : header.grant().json();
        place = Chain.start(world.charter.space(), author, grant);
      }
      Bytes body = header.seq() == spoiled ? spoil(line.body(), random) : line.body();
      place = place.next(body);
      boolean signs = header.signature() != null || header.seq() == last;
      Bytes signature = signs ? world.sign(key, place.message(world.charter.space())) : null;
      lines.add(
          new Line(
              new Header(author, header.seq(), header.key(), header.grant(), null, signature),
              body));
    }
    return lines;
  }

  /// A change that often leaves JSON standing: one letter or digit for another.
  private static Bytes spoil(Bytes body, Random random) {
    byte[] bytes = body.toArray();
    String letters = "0123456789abcdefghijklmnopqrstuvwxyz";
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      while (random.nextInt(20) > 0 && !Character.isLetterOrDigit(bytes[at])) {
        at = random.nextInt(bytes.length);
      }
      bytes[at] = (byte) letters.charAt(random.nextInt(letters.length()));
    }
    return Bytes.of(bytes);
  }

  private static void receiveGroups(Replica replica, List<Line> lines) {
    List<Line> group = new ArrayList<>();
    for (Line line : lines) {
      group.add(line);
      if (line.header().signature() != null) {
        replica.receive(group);
        group.clear();
      }
    }
  }

  private static List<String> told(Replica replica) {
    return replica.read(view -> view.reading().log(0, 10_000)).stream()
        .map(line -> line.dot() + " " + line.voidReason())
        .sorted()
        .toList();
  }
}
