package skein.sync.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import skein.core.history.Frontier;
import skein.core.record.Dot;
import skein.core.replica.Wants;
import skein.core.value.Bytes;
import skein.core.value.Hashes;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.ReplicaId;
import skein.core.value.SpaceId;
import skein.core.value.Value;

/// Messages as bytes: one line of strict JSON, then, for a page, the lines themselves. Reads
/// whatever bytes come, and says what is wrong with them.
final class Encoding {
  private static final long FORMAT = 1;

  private Encoding() {}

  /// What bytes turned out to be.
  sealed interface Decoded {
    /// A message; `number` counts from 0 within its session and direction.
    record Read(long number, Message message) implements Decoded {}

    /// No message.
    record Malformed(String reason) implements Decoded {}
  }

  static byte[] write(long number, Message message) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("n", Value.of(number));
    fields.put("message", Value.of(message.name()));
    Bytes payload = Bytes.EMPTY;
    switch (message) {
      case Message.Hello hello -> {
        fields.put("v", Value.of(FORMAT));
        fields.put("space", Value.of(hello.space().toString()));
        fields.put("now", Value.of(hello.nowMillis()));
        fields.put("digest", Value.of(hello.digest().hex()));
        if (hello.since() != null) {
          fields.put("since", since(hello.since()));
        }
        putIf(fields, "fills", hello.fills());
        putIf(fields, "posts", hello.posts());
      }
      case Message.Same same -> {
        fields.put("now", Value.of(same.nowMillis()));
        fields.put("at", since(same.at()));
      }
      case Message.All all -> {}
      case Message.Offer offer -> {
        fields.put("now", Value.of(offer.nowMillis()));
        fields.put("at", since(offer.at()));
        fields.put("digest", Value.of(offer.digest().hex()));
        fields.put("changed", Value.of(offer.changed()));
        putIf(fields, "purged", offer.purged());
        fields.put("frontier", heads(offer.frontier().all()));
      }
      case Message.Want want -> {
        fields.put("have", have(want.have()));
        switch (want.bodies()) {
          case ALL -> {}
          case HERE -> fields.put("bodies", Value.of("here"));
          case LIVE -> fields.put("bodies", Value.of("live"));
        }
      }
      case Message.Page page -> {
        fields.put("page", Value.of(page.page()));
        fields.put("last", Value.of(page.last()));
        fields.put("lines", Value.of((long) page.lines()));
        if (page.beside() != null) {
          putBeside(fields, page.beside());
        }
        payload = page.bytes();
      }
      case Message.Ack ack -> fields.put("page", Value.of(ack.page()));
      case Message.Fill fill -> fields.put("dots", heads(fill.dots()));
      case Message.Filled filled -> {
        fields.put("looked", Value.of((long) filled.looked()));
        fields.put("lines", Value.of((long) filled.lines()));
        payload = filled.bytes();
      }
      case Message.Done done -> {}
      case Message.Posts posts -> payload = posts.bytes();
      case Message.Refuse refuse -> fields.put("reason", Value.of(refuse.reason()));
    }
    return joined(Json.write(Value.of(fields)), payload.toArray());
  }

  private static void putIf(SequencedMap<String, Value> fields, String key, boolean holds) {
    if (holds) {
      fields.put(key, Value.of(true));
    }
  }

  private static void putBeside(SequencedMap<String, Value> fields, Message.Beside beside) {
    List<Value> purged = beside.purged().stream().sorted().map(at -> Value.of((long) at)).toList();
    fields.put("purged", Value.of(purged));
    fields.put("records", Value.of((long) beside.records()));
    if (beside.frontier() != null) {
      fields.put("frontier", heads(beside.frontier().all()));
    }
  }

  static Value heads(List<Dot> dots) {
    return Value.of(dots.stream().map(Encoding::head).toList());
  }

  private static byte[] joined(byte[] header, byte[] payload) {
    byte[] all = new byte[header.length + 1 + payload.length];
    System.arraycopy(header, 0, all, 0, header.length);
    all[header.length] = '\n';
    System.arraycopy(payload, 0, all, header.length + 1, payload.length);
    return all;
  }

  private static Value since(Since since) {
    return Value.of(List.of(Value.of(since.epoch()), Value.of(since.number())));
  }

  private static Value head(Dot dot) {
    return Value.of(
        List.of(
            Value.of(dot.replica().toString()),
            Value.of(dot.seq()),
            Value.of(dot.mark().toString())));
  }

  private static Value have(SortedMap<ReplicaId, List<Dot>> have) {
    SequencedMap<String, Value> members = new LinkedHashMap<>();
    have.forEach(
        (replica, dots) ->
            members.put(replica.toString(), Value.of(dots.stream().map(Encoding::point).toList())));
    return Value.of(members);
  }

  private static Value point(Dot dot) {
    return Value.of(List.of(Value.of(dot.seq()), Value.of(dot.mark().toString())));
  }

  static Decoded read(byte[] bytes) {
    if (bytes.length > Session.MAX_MESSAGE_BYTES) {
      return new Decoded.Malformed(
          "the message has " + bytes.length + " bytes, the limit is " + Session.MAX_MESSAGE_BYTES);
    }
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    if (end == bytes.length) {
      return new Decoded.Malformed("the message has no line feed after its header");
    }
    if (end >= Limits.MAX_HEADER_BYTES) {
      return new Decoded.Malformed(
          "the header has over " + end + " bytes, the limit is " + Limits.MAX_HEADER_BYTES);
    }
    try {
      Fields fields = Fields.of(Json.parse(Arrays.copyOf(bytes, end)));
      byte[] payload = Arrays.copyOfRange(bytes, end + 1, bytes.length);
      Message message = message(fields, payload);
      if (payload.length > 0 && !message.brings()) {
        return new Decoded.Malformed("bytes after the header of a message that brings none");
      }
      return new Decoded.Read(fields.count("n"), message);
    } catch (NotStrict | IllegalArgumentException e) {
      return new Decoded.Malformed(String.valueOf(e.getMessage()));
    }
  }

  private static Message message(Fields fields, byte[] payload) {
    String name = fields.text("message");
    return switch (name) {
      case "hello" -> hello(fields);
      case "same" -> {
        fields.onlyKeys(Set.of("n", "message", "now", "at"));
        yield new Message.Same(fields.count("now"), Fields.since(fields.value("at")));
      }
      case "all" -> {
        fields.onlyKeys(Set.of("n", "message"));
        yield new Message.All();
      }
      case "offer" -> offer(fields);
      case "want" -> {
        fields.onlyKeys(Set.of("n", "message", "have", "bodies"));
        yield new Message.Want(points(fields.value("have")), bodies(fields));
      }
      case "page" -> page(fields, payload);
      case "ack" -> {
        fields.onlyKeys(Set.of("n", "message", "page"));
        yield new Message.Ack(fields.count("page"));
      }
      case "fill" -> {
        fields.onlyKeys(Set.of("n", "message", "dots"));
        List<Dot> dots =
            Fields.items("dots", fields.value("dots")).stream().map(Fields::head).toList();
        if (dots.size() > Limits.MAX_GAPS) {
          throw new IllegalArgumentException(
              dots.size() + " gaps to fill, the limit is " + Limits.MAX_GAPS);
        }
        yield new Message.Fill(dots);
      }
      case "filled" -> {
        fields.onlyKeys(Set.of("n", "message", "looked", "lines"));
        yield new Message.Filled(
            fields.small("looked", Limits.MAX_GAPS),
            fields.small("lines", Limits.MAX_GAPS),
            Bytes.of(payload));
      }
      case "done" -> {
        fields.onlyKeys(Set.of("n", "message"));
        yield new Message.Done();
      }
      case "posts" -> {
        fields.onlyKeys(Set.of("n", "message"));
        yield new Message.Posts(Bytes.of(payload));
      }
      case "refuse" -> {
        fields.onlyKeys(Set.of("n", "message", "reason"));
        yield new Message.Refuse(fields.text("reason"));
      }
      default -> throw new IllegalArgumentException("'" + name + "' is no message");
    };
  }

  private static Message hello(Fields fields) {
    long format = fields.count("v");
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "the other side speaks version " + format + " of the exchange, this is " + FORMAT);
    }
    fields.onlyKeys(
        Set.of("n", "message", "v", "space", "now", "digest", "since", "fills", "posts"));
    Value since = fields.object().get("since");
    return new Message.Hello(
        SpaceId.parse(fields.text("space")),
        fields.isTrue("posts"),
        fields.count("now"),
        digest(fields),
        since == null ? null : Fields.since(since),
        fields.isTrue("fills"));
  }

  private static Wants.Bodies bodies(Fields fields) {
    return switch (fields.object().get("bodies")) {
      case null -> Wants.Bodies.ALL;
      case Value.Text(String name) when name.equals("here") -> Wants.Bodies.HERE;
      case Value.Text(String name) when name.equals("live") -> Wants.Bodies.LIVE;
      default -> throw new IllegalArgumentException("bodies is neither 'here' nor 'live'");
    };
  }

  private static Bytes digest(Fields fields) {
    return Bytes.of(Hashes.parseHex(fields.text("digest")));
  }

  private static Message offer(Fields fields) {
    fields.onlyKeys(Set.of("n", "message", "now", "at", "digest", "changed", "purged", "frontier"));
    return new Message.Offer(
        fields.count("now"),
        Fields.since(fields.value("at")),
        digest(fields),
        fields.bool("changed"),
        fields.isTrue("purged"),
        frontier(fields.value("frontier")));
  }

  private static Frontier frontier(Value value) {
    SortedMap<ReplicaId, List<Dot>> heads = new TreeMap<>();
    for (Value item : Fields.items("frontier", value)) {
      Dot head = Fields.head(item);
      heads.computeIfAbsent(head.replica(), replica -> new ArrayList<>(1)).add(head);
    }
    return new Frontier(heads);
  }

  private static SortedMap<ReplicaId, List<Dot>> points(Value value) {
    SortedMap<ReplicaId, List<Dot>> have = new TreeMap<>();
    for (var member : Fields.of(value).object().fields().entrySet()) {
      ReplicaId replica = ReplicaId.parse(member.getKey());
      List<Value> points = Fields.items("have", member.getValue());
      have.put(replica, points.stream().map(point -> Fields.point(replica, point)).toList());
    }
    return have;
  }

  private static Message page(Fields fields, byte[] payload) {
    fields.onlyKeys(
        Set.of("n", "message", "page", "last", "lines", "purged", "records", "frontier"));
    long lines = fields.count("lines");
    if (lines > Limits.MAX_PAGE_LINES) {
      throw new IllegalArgumentException(
          "the page has " + lines + " lines, the limit is " + Limits.MAX_PAGE_LINES);
    }
    return new Message.Page(
        fields.count("page"), fields.bool("last"), (int) lines, beside(fields), Bytes.of(payload));
  }

  private static Message.@Nullable Beside beside(Fields fields) {
    if (fields.object().get("records") == null) {
      return null;
    }
    Set<Integer> purged = new HashSet<>();
    int lines = fields.small("lines", Limits.MAX_PAGE_LINES);
    for (Value at : Fields.items("purged", fields.value("purged"))) {
      purged.add(Fields.small("purged", at, lines - 1));
    }
    Value frontier = fields.object().get("frontier");
    return new Message.Beside(
        purged,
        fields.small("records", Limits.MAX_PAGE_RECORDS),
        frontier == null ? null : frontier(frontier));
  }
}
