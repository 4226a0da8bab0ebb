package skein.testkit.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import skein.core.history.Body;
import skein.core.history.BodyReader;
import skein.core.history.BodyWriter;
import skein.core.history.Grant;
import skein.core.record.Change;
import skein.core.record.Entry;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.record.Write;
import skein.core.value.Bytes;
import skein.core.value.SpaceId;
import skein.core.value.Time;
import skein.core.value.Value;
import skein.testkit.Scale;
import skein.testkit.store.Chance;

/// What an author does not read back before it is written, everybody else reads as it was meant.
final class OwnBodyTest {
  private static final int CASES =
      Scale.of(Scale.Counts.quick(20_000).full(200_000).longRun(5_000_000));
  private static final long SEED = 20_261_121;
  private static final List<String> ODD_NAMES =
      List.of("", "_deleted", "a\0b", "n".repeat(257), "\u5c71".repeat(86), "\u5c71".repeat(85));
  private static final List<Change.Op> OPS = List.of(Change.Op.values());

  private int sure;
  private int faulty;

  @Test
  void aBodyThatIsSurelyGoodReadsBackAsItself() {
    for (int i = 0; i < CASES; i++) {
      check(SEED + i);
    }
    System.out.println("own bodies: " + sure + " surely good, " + faulty + " faulty, of " + CASES);
    assertThat(sure).isGreaterThan(CASES / 5);
    assertThat(faulty).isGreaterThan(CASES / 50);
  }

  private void check(long seed) {
    Chance chance = new Chance(seed);
    Body body = body(chance);
    Grant grant = chance.below(8) == 0 ? grant() : null;
    boolean isSure = BodyReader.isSurelyGood(body, grant);
    @Nullable Bytes written = written(body);
    // What cannot be written is refused by an exception, sure or not.
    if (written != null) {
      BodyReader.Result read = BodyReader.read(written, grant);
      faulty += read instanceof BodyReader.Result.Faulty ? 1 : 0;
      sure += isSure ? 1 : 0;
      if (isSure) {
        assertThat(read)
            .as("seed %d: %s", seed, written.display())
            .isInstanceOfSatisfying(
                BodyReader.Result.Good.class,
                good -> assertThat(ordered(good.body())).isEqualTo(ordered(body)));
      }
    }
  }

  private static @Nullable Bytes written(Body body) {
    try {
      return BodyWriter.write(body);
    } catch (IllegalArgumentException unwritable) {
      return null;
    }
  }

  /// The order in which a change lists its writes means nothing.
  private static Body ordered(Body body) {
    List<Change> changes = new ArrayList<>();
    for (Change change : body.changes()) {
      List<Write> writes =
          change.writes().stream().sorted(Comparator.comparing(Write::register)).toList();
      changes.add(new Change(change.op(), change.key(), writes, change.released()));
    }
    return new Body(
        body.time(), body.author(), body.note(), body.undone(), body.retires(), changes);
  }

  private static Grant grant() {
    Bytes any = Bytes.of(new byte[32]);
    return new Grant(any, any, SpaceId.of(new byte[20]), List.of("ticket"));
  }

  private static Body body(Chance chance) {
    List<Change> changes = new ArrayList<>();
    for (int left = chance.below(4); left > 0; left--) {
      changes.add(change(chance));
    }
    boolean isOdd = chance.below(20) == 0;
    return new Body(
        new Time(chance.below(Integer.MAX_VALUE), chance.below(3)),
        isOdd ? "\u00e9".repeat(128 + chance.below(2)) : "editor",
        chance.below(3) == 0 ? "note \ud83e\udebf \0" : null,
        chance.below(20) == 0 ? new Body.Undone(chance.replica(), 7) : null,
        chance.below(20) == 0,
        changes);
  }

  private static Change change(Chance chance) {
    List<Write> writes = new ArrayList<>();
    boolean isOdd = chance.below(20) == 0;
    if (!isOdd || chance.below(2) == 0) {
      writes.add(write(Register.Presence.ONLY, Value.of(isOdd && chance.below(2) == 0)));
    }
    for (int left = chance.below(5); left > 0; left--) {
      writes.add(write(chance));
    }
    Change.Op op = isOdd ? OPS.get(chance.below(OPS.size())) : Change.Op.CREATE;
    String lone = chance.below(50) == 0 ? "\ud83e" : "";
    RecordKey key = chance.key();
    return new Change(op, new RecordKey(key.type(), key.id() + lone), writes, new TreeMap<>());
  }

  private static Write write(Chance chance) {
    String name =
        chance.below(40) == 0
            ? ODD_NAMES.get(chance.below(ODD_NAMES.size()))
            : "property " + chance.below(40);
    Value value = chance.below(40) == 0 ? deep(58 + chance.below(4)) : chance.value();
    return switch (chance.below(60)) {
      case 0 -> write(new Register.Total(name), value);
      case 1 -> write(new Register.Element(name, "element"), Value.of(true));
      case 2 ->
          new Write(
              new Register.Plain(name), List.of(value, value), List.of(), List.of(), List.of());
      case 3 -> {
        List<Entry> live = chance.live().live(Register.Presence.ONLY);
        yield live.isEmpty()
            ? write(new Register.Plain(name), value)
            : new Write(
                new Register.Plain(name),
                List.of(value),
                List.of(),
                live.getFirst().was(),
                live.getFirst().absorbed());
      }
      default -> write(new Register.Plain(name), value);
    };
  }

  private static Value deep(int depth) {
    Value value = Value.of(1L);
    for (int i = 0; i < depth; i++) {
      value = Value.of(List.of(value));
    }
    return value;
  }

  private static Write write(Register register, Value value) {
    return new Write(register, List.of(value), List.of(), List.of(), List.of());
  }
}
