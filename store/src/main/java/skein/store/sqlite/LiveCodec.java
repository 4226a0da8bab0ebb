package skein.store.sqlite;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import skein.core.record.Absorbed;
import skein.core.record.Dot;
import skein.core.record.Entry;
import skein.core.record.LiveRecord;
import skein.core.record.Mark;
import skein.core.record.Register;
import skein.core.record.Seen;
import skein.core.record.ValueHash;
import skein.core.value.Bytes;
import skein.core.value.Hashes;
import skein.core.value.Json;
import skein.core.value.ReplicaId;
import skein.core.value.Time;
import skein.core.value.Value;

/// The live entries of a record as one blob, nothing lost. Pure functions.
///
/// Format 2, in the terms of [Packed]: the byte 2; the number of stamps, and each stamp: replica (0
/// and its 16 bytes, or n for the n-th that stood before), sequence, mark, milliseconds (signed),
/// count; the number of registers, and each register: kind + 4 * number of entries, property,
/// element (as far as the kind has them), and its entries: stamp, value, 2 * number of `was` (+ 1
/// if something is absorbed), `was` as 16 bytes each, the number absorbed, and each: stamp,
/// sequence, total (signed). A value: 0 null, 1 false, 2 true, 3 and a text, 4 and strict JSON. At
/// the end CRC-32C of all before it, 4 bytes, so that a bit that the disk has turned is not shown
/// as a value. Format 1 was the same without it.
final class LiveCodec {
  private static final int FORMAT = 2;
  private static final int UNCHECKED_FORMAT = 1;
  private static final int PRESENCE = 0;
  private static final int PLAIN = 1;
  private static final int TOTAL = 2;
  private static final int ELEMENT = 3;
  private static final Time NO_TIME = new Time(0, 0);

  private LiveCodec() {}

  /// A dot and the time of its changeset.
  private record Stamp(Dot dot, Time time) {}

  static byte[] write(LiveRecord live) {
    Map<Stamp, Integer> stamps = new HashMap<>();
    Packed front = new Packed();
    Packed rest = new Packed();
    rest.number(live.registers().size());
    List<Stamp> inOrder = new ArrayList<>();
    live.registers()
        .forEach(
            (register, entries) -> {
              write(register, entries.size(), rest);
              entries.forEach(entry -> write(entry, stamps, inOrder, rest));
            });
    front.number(FORMAT);
    front.number(inOrder.size());
    Map<ReplicaId, Integer> replicas = new HashMap<>();
    inOrder.forEach(stamp -> write(stamp, replicas, front));
    front.raw(rest.toArray());
    byte[] bytes = front.toArray();
    front.raw(check(bytes, bytes.length));
    return front.toArray();
  }

  private static byte[] check(byte[] bytes, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    return ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array();
  }

  private static void write(Stamp stamp, Map<ReplicaId, Integer> replicas, Packed out) {
    Dot dot = stamp.dot();
    Integer before = replicas.putIfAbsent(dot.replica(), replicas.size() + 1);
    out.number(before == null ? 0 : before);
    if (before == null) {
      out.raw(dot.replica().bytes());
    }
    out.number(dot.seq());
    out.eight(dot.mark().bits());
    out.signed(stamp.time().millis());
    out.number(stamp.time().count());
  }

  private static void write(Register register, int entries, Packed out) {
    int kind =
        switch (register) {
          case Register.Presence presence -> PRESENCE;
          case Register.Plain plain -> PLAIN;
          case Register.Total total -> TOTAL;
          case Register.Element element -> ELEMENT;
        };
    out.number(kind + 4L * entries);
    if (kind != PRESENCE) {
      out.text(register.property());
    }
    if (kind == ELEMENT) {
      out.text(register.element());
    }
  }

  private static void write(
      Entry entry, Map<Stamp, Integer> stamps, List<Stamp> inOrder, Packed out) {
    out.number(index(new Stamp(entry.dot(), entry.time()), stamps, inOrder));
    write(entry.value(), out);
    boolean absorbs = !entry.absorbed().isEmpty();
    out.number(2L * entry.was().size() + (absorbs ? 1 : 0));
    for (ValueHash hash : entry.was()) {
      out.raw(Hashes.parseBase64url(hash.text()));
    }
    if (absorbs) {
      out.number(entry.absorbed().size());
      for (Absorbed one : entry.absorbed()) {
        out.number(index(new Stamp(one.seen().tip(), NO_TIME), stamps, inOrder));
        out.number(one.seen().seq());
        out.signed(one.total());
      }
    }
  }

  private static int index(Stamp stamp, Map<Stamp, Integer> stamps, List<Stamp> inOrder) {
    // Most records have few stamps and use one many times in a row: no need to hash it again.
    if (!inOrder.isEmpty() && inOrder.getLast().equals(stamp)) {
      return inOrder.size() - 1;
    }
    Integer before = stamps.putIfAbsent(stamp, inOrder.size());
    if (before == null) {
      inOrder.add(stamp);
      return inOrder.size() - 1;
    }
    return before;
  }

  private static void write(Value value, Packed out) {
    switch (value) {
      case Value.Null() -> out.number(0);
      case Value.Bool(boolean truth) -> out.number(truth ? 2 : 1);
      case Value.Text(String text) -> {
        out.number(3);
        out.text(text);
      }
      case Value.Num number -> json(number, out);
      case Value.Array array -> json(array, out);
      case Value.Obj object -> json(object, out);
    }
  }

  private static void json(Value value, Packed out) {
    out.number(4);
    out.blob(Json.write(value));
  }

  /// The inverse of [#write]; `IllegalArgumentException` for anything else.
  static LiveRecord read(byte[] blob) {
    try {
      Unpacked in = new Unpacked(checked(blob));
      in.number();
      List<Stamp> stamps = stamps(in);
      SortedMap<Register, List<Entry>> registers = new TreeMap<>();
      for (int left = in.count(); left > 0; left--) {
        long kind = in.number();
        Register register = register((int) (kind & 3), in);
        List<Entry> entries = new ArrayList<>();
        for (long more = kind >>> 2; more > 0; more--) {
          entries.add(entry(in, stamps));
        }
        registers.put(register, List.copyOf(entries));
      }
      if (!in.isAtEnd()) {
        throw new IllegalArgumentException("live entries with bytes left over at their end");
      }
      return new LiveRecord(registers);
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("live entries that end too early", e);
    }
  }

  /// The bytes before the sum.
  private static byte[] checked(byte[] blob) {
    int format = blob.length == 0 ? 0 : blob[0];
    if (format == UNCHECKED_FORMAT) {
      return blob;
    }
    if (format != FORMAT) {
      throw new IllegalArgumentException("live entries of format " + format + ", not " + FORMAT);
    }
    int end = Math.max(1, blob.length - Integer.BYTES);
    if (!Arrays.equals(check(blob, end), Arrays.copyOfRange(blob, end, blob.length))) {
      throw new IllegalArgumentException("live entries whose check sum is wrong");
    }
    return Arrays.copyOf(blob, end);
  }

  private static List<Stamp> stamps(Unpacked in) {
    List<Stamp> stamps = new ArrayList<>();
    List<ReplicaId> replicas = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      int known = in.count();
      if (known == 0) {
        replicas.add(ReplicaId.of(in.raw(ReplicaId.BYTES)));
        known = replicas.size();
      }
      Dot dot = new Dot(replicas.get(known - 1), in.number(), new Mark(in.eight()));
      stamps.add(new Stamp(dot, new Time(in.signed(), Math.toIntExact(in.number()))));
    }
    return stamps;
  }

  private static Register register(int kind, Unpacked in) {
    return switch (kind) {
      case PRESENCE -> Register.Presence.ONLY;
      case PLAIN -> new Register.Plain(in.text());
      case TOTAL -> new Register.Total(in.text());
      default -> new Register.Element(in.text(), in.text());
    };
  }

  private static Entry entry(Unpacked in, List<Stamp> stamps) {
    Stamp stamp = stamps.get(in.count());
    Value value = value(in);
    long shape = in.number();
    List<ValueHash> was = new ArrayList<>();
    for (long left = shape >>> 1; left > 0; left--) {
      was.add(new ValueHash(Bytes.of(in.raw(Hashes.VALUE_HASH_BYTES)).base64url()));
    }
    List<Absorbed> absorbed = new ArrayList<>();
    for (int left = (shape & 1) == 0 ? 0 : in.count(); left > 0; left--) {
      Dot tip = stamps.get(in.count()).dot();
      absorbed.add(new Absorbed(new Seen(tip, in.number()), in.signed()));
    }
    return new Entry(stamp.dot(), stamp.time(), value, was, absorbed);
  }

  private static Value value(Unpacked in) {
    long tag = in.number();
    if (tag == 0) {
      return Value.Null.ONLY;
    } else if (tag <= 2) {
      return Value.of(tag == 2);
    } else if (tag == 3) {
      return Value.of(in.text());
    } else if (tag == 4) {
      return Json.parse(in.blob());
    }
    throw new IllegalArgumentException("a value with the tag " + tag);
  }
}
