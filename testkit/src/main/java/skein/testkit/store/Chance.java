package skein.testkit.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import skein.core.record.Absorbed;
import skein.core.record.Dot;
import skein.core.record.Entry;
import skein.core.record.LiveRecord;
import skein.core.record.Mark;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.record.Seen;
import skein.core.record.ValueHash;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.core.value.Time;
import skein.core.value.Value;

/// Random values, records and bytes, of every kind that a store has to keep; the same for the same
/// seed. Confined.
public final class Chance {
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "status",
          "\u00e9t\u00e9",
          "\ud83e\udebf",
          "\"\\\t\n",
          "\ufffd",
          "z".repeat(300));
  private static final List<String> NAMES =
      List.of("status", "stock", "tags", "\u5c71", "_note", "a b", "n".repeat(256));
  private final Random random;

  public Chance(long seed) {
    this.random = new Random(seed);
  }

  /// A number from 0 to `bound`, which is left out.
  public int below(int bound) {
    return random.nextInt(bound);
  }

  public Bytes bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  public ReplicaId replica() {
    return ReplicaId.of(bytes(ReplicaId.BYTES).toArray());
  }

  private <T> T one(List<T> of) {
    return of.get(below(of.size()));
  }

  public RecordKey key() {
    return new RecordKey(one(List.of("ticket", "item", "_type", "\u5c71")), "id" + below(40));
  }

  public Value value() {
    return value(3);
  }

  private Value value(int depth) {
    return switch (below(depth == 0 ? 6 : 8)) {
      case 0 -> Value.Null.ONLY;
      case 1 -> Value.of(random.nextBoolean());
      case 2 -> Value.of(random.nextLong(-(1L << 53), 1L << 53));
      case 3 -> Value.of(random.nextDouble() * Math.pow(10, below(600) - 300));
      case 4, 5 -> Value.of(one(TEXTS));
      case 6 -> {
        List<Value> items = new ArrayList<>();
        for (int left = below(4); left > 0; left--) {
          items.add(value(depth - 1));
        }
        yield Value.of(items);
      }
      default -> {
        var fields = new LinkedHashMap<String, Value>();
        for (int left = below(4); left > 0; left--) {
          fields.put(one(TEXTS) + below(3), value(depth - 1));
        }
        yield Value.of(fields);
      }
    };
  }

  /// Live entries of a record, now and then none at all.
  public LiveRecord live() {
    List<ReplicaId> replicas = new ArrayList<>();
    for (int left = 1 + below(4); left > 0; left--) {
      replicas.add(replica());
    }
    SortedMap<Register, List<Entry>> registers = new TreeMap<>();
    for (int left = below(9); left > 0; left--) {
      List<Entry> entries = new ArrayList<>();
      for (int more = 1 + below(below(3) + 1); more > 0; more--) {
        entries.add(entry(replicas));
      }
      registers.put(register(), entries.stream().sorted(Entry.ORDER).toList());
    }
    return new LiveRecord(registers);
  }

  private Register register() {
    return switch (below(5)) {
      case 0 -> Register.Presence.ONLY;
      case 1 -> new Register.Total(one(NAMES));
      case 2 -> new Register.Element(one(NAMES), one(TEXTS));
      default -> new Register.Plain(one(NAMES));
    };
  }

  private Dot dot(List<ReplicaId> replicas) {
    return new Dot(
        one(replicas), 1 + random.nextLong(1L << below(62)), new Mark(random.nextLong()));
  }

  private Entry entry(List<ReplicaId> replicas) {
    List<ValueHash> was = new ArrayList<>();
    for (int left = below(3); left > 0; left--) {
      was.add(ValueHash.of(value()));
    }
    List<Absorbed> absorbed = new ArrayList<>();
    for (int left = below(4) == 0 ? below(4) : 0; left > 0; left--) {
      Dot tip = dot(replicas);
      long seq = 1 + random.nextLong(tip.seq());
      absorbed.add(new Absorbed(new Seen(tip, seq), random.nextLong(-(1L << 53), 1L << 53)));
    }
    Time time = new Time(random.nextLong(-62_167_219_200_000L, 253_402_300_799_999L), below(1000));
    return new Entry(dot(replicas), time, value(), was.stream().sorted().toList(), absorbed);
  }
}
