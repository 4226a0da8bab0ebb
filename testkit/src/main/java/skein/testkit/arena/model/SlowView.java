package skein.testkit.arena.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import skein.core.merge.Standing;
import skein.core.record.Absorbed;
import skein.core.record.Entry;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.value.Hashes;
import skein.core.value.ReplicaId;
import skein.core.value.Value;

/// What a reader should see of live entries, written from DESIGN 3.3 rule by rule. `exists`: a
/// `false` of presence is live; `torn`: a `true` stands beside it.
public record SlowView(boolean exists, boolean torn, SortedMap<String, Cell> properties) {
  /// What one property shows: canonical JSON, and why.
  public record Cell(String json, Standing standing) {}

  private static final String NULL = "null";

  /// The views of all records.
  public static SortedMap<RecordKey, SlowView> of(
      Ledger ledger, SortedMap<RecordKey, SortedMap<Register, List<Entry>>> all) {
    SortedMap<RecordKey, SlowView> views = new TreeMap<>();
    all.forEach((key, live) -> views.put(key, view(ledger, key, live, all)));
    return views;
  }

  private static SlowView view(
      Ledger ledger,
      RecordKey key,
      SortedMap<Register, List<Entry>> live,
      SortedMap<RecordKey, SortedMap<Register, List<Entry>>> all) {
    List<Entry> presence = live.getOrDefault(Register.Presence.ONLY, List.of());
    boolean exists = presence.stream().anyMatch(entry -> json(entry.value()).equals("false"));
    boolean deleted = presence.stream().anyMatch(entry -> json(entry.value()).equals("true"));
    SortedMap<String, Cell> cells = new TreeMap<>();
    Set<String> names = new TreeSet<>();
    live.keySet().forEach(register -> names.add(register.property()));
    names.remove(Register.DELETED);
    for (String name : names) {
      Cell cell = cell(ledger, name, live, policy(ledger, key, name, all));
      if (!cell.json().equals(NULL) || cell.standing() != Standing.AGREED) {
        cells.put(name, cell);
      }
    }
    return new SlowView(exists, exists && deleted, cells);
  }

  /// The policy's name, from the `_type` record; `ask` where there is none.
  private static String policy(
      Ledger ledger,
      RecordKey key,
      String property,
      SortedMap<RecordKey, SortedMap<Register, List<Entry>>> all) {
    if (key.type().startsWith("_")) {
      return "ask";
    }
    RecordKey typeKey = new RecordKey("_type", key.type());
    SortedMap<Register, List<Entry>> type = all.get(typeKey);
    if (type == null || !view(ledger, typeKey, type, all).exists()) {
      return "ask";
    }
    List<Entry> rules = type.getOrDefault(new Register.Plain(property), List.of());
    return shown(rules, "ask").value() instanceof Value.Obj rule
            && rule.get("policy") instanceof Value.Text policy
        ? policy.value()
        : "ask";
  }

  private record Choice(Value value, Standing standing) {}

  /// Rules 1 to 3.
  private static Choice shown(List<Entry> live, String policy) {
    Map<String, Value> distinct = new LinkedHashMap<>();
    live.forEach(entry -> distinct.put(json(entry.value()), entry.value()));
    if (distinct.size() <= 1) {
      Value only = live.isEmpty() ? Value.Null.ONLY : live.getFirst().value();
      return new Choice(only, Standing.AGREED);
    }
    Value byPolicy = byPolicy(live, distinct, policy);
    if (byPolicy != null) {
      return new Choice(byPolicy, Standing.POLICY);
    }
    Optional<String> healed = healed(live, distinct.keySet());
    return healed
        .map(json -> new Choice(distinct.getOrDefault(json, Value.Null.ONLY), Standing.HEALED))
        .orElseGet(() -> new Choice(greatest(live).value(), Standing.OPEN));
  }

  private static Entry greatest(List<Entry> entries) {
    Entry best = entries.getFirst();
    for (Entry entry : entries) {
      best = SlowState.ORDER.compare(entry, best) > 0 ? entry : best;
    }
    return best;
  }

  private static @Nullable Value byPolicy(
      List<Entry> live, Map<String, Value> distinct, String policy) {
    List<Entry> sorted = new ArrayList<>(live);
    sorted.sort(SlowState.ORDER);
    List<Value> values = new ArrayList<>(distinct.values());
    values.removeIf(Value::isNull);
    values.sort(SlowView::compare);
    return switch (policy) {
      case "newest" -> sorted.getLast().value();
      case "oldest" -> sorted.getFirst().value();
      case "max" -> values.getLast();
      case "min" -> values.getFirst();
      default -> {
        sorted.removeIf(entry -> !policy.equals("prefer " + entry.dot().replica()));
        yield sorted.isEmpty() ? null : sorted.getLast().value();
      }
    };
  }

  /// boolean < number < text < list < object.
  private static int compare(Value a, Value b) {
    int ranks = Integer.compare(rank(a), rank(b));
    if (ranks != 0) {
      return ranks;
    }
    if (a instanceof Value.Num x && b instanceof Value.Num y) {
      return Double.compare(x.value(), y.value());
    }
    String x = a instanceof Value.Text text ? text.value() : json(a);
    String y = b instanceof Value.Text text ? text.value() : json(b);
    return java.util.Arrays.compareUnsigned(
        x.getBytes(StandardCharsets.UTF_8), y.getBytes(StandardCharsets.UTF_8));
  }

  private static int rank(Value value) {
    return switch (value) {
      case Value.Null none -> 0;
      case Value.Bool bool -> 1;
      case Value.Num number -> 2;
      case Value.Text text -> 3;
      case Value.Array array -> 4;
      case Value.Obj object -> 5;
    };
  }

  private static Optional<String> healed(List<Entry> live, Set<String> values) {
    Map<String, Set<ReplicaId>> votes = new HashMap<>();
    Map<ReplicaId, Set<String>> choices = new HashMap<>();
    Set<String> knowing = new HashSet<>();
    for (Entry entry : live) {
      String own = json(entry.value());
      if (values.stream().allMatch(value -> value.equals(own) || knows(entry, value))) {
        knowing.add(own);
        if (entry.was().size() >= 2) {
          choices.computeIfAbsent(entry.dot().replica(), who -> new HashSet<>()).add(own);
          votes.computeIfAbsent(own, value -> new HashSet<>()).add(entry.dot().replica());
        }
      }
    }
    votes.values().forEach(who -> who.removeIf(replica -> isSplit(choices, replica)));
    votes.values().removeIf(Set::isEmpty);
    if (votes.isEmpty()) {
      return knowing.size() == 1 ? knowing.stream().findFirst() : Optional.empty();
    }
    int most = votes.values().stream().mapToInt(Set::size).max().orElse(0);
    votes.values().removeIf(who -> who.size() < most);
    return votes.size() == 1 ? votes.keySet().stream().findFirst() : Optional.empty();
  }

  private static boolean isSplit(Map<ReplicaId, Set<String>> choices, ReplicaId replica) {
    return choices.getOrDefault(replica, Set.of()).size() > 1;
  }

  private static boolean knows(Entry entry, String json) {
    byte[] hash = Hashes.sha256(json.getBytes(StandardCharsets.UTF_8));
    String text = Hashes.base64url(java.util.Arrays.copyOf(hash, 16));
    return entry.was().stream().anyMatch(known -> known.text().equals(text));
  }

  private static Cell cell(
      Ledger ledger, String name, SortedMap<Register, List<Entry>> live, String policy) {
    List<Entry> plain = live.getOrDefault(new Register.Plain(name), List.of());
    List<Entry> totals = live.getOrDefault(new Register.Total(name), List.of());
    Choice base = shown(plain, policy);
    SortedMap<String, List<Entry>> elements = new TreeMap<>();
    live.forEach(
        (register, entries) -> {
          if (register instanceof Register.Element element && element.property().equals(name)) {
            elements.put(element.element(), entries);
          }
        });
    if (!elements.isEmpty()) {
      return new Cell(json(setOf(base.value(), elements)), base.standing());
    }
    return totals.isEmpty()
        ? new Cell(json(base.value()), base.standing())
        : counter(ledger, base, plain, totals);
  }

  /// The plain list, plus elements true, minus elements only false; true beside false is true.
  private static Value setOf(Value plain, SortedMap<String, List<Entry>> elements) {
    List<Value> items = new ArrayList<>();
    if (plain instanceof Value.Array list) {
      items.addAll(list.items());
    }
    elements.forEach(
        (element, entries) -> {
          boolean isIn = entries.stream().anyMatch(entry -> json(entry.value()).equals("true"));
          Value text = Value.of(element);
          if (!isIn) {
            items.removeIf(text::equals);
          } else if (!items.contains(text)) {
            items.add(text);
          }
        });
    return Value.of(items);
  }

  private static Cell counter(Ledger ledger, Choice base, List<Entry> plain, List<Entry> totals) {
    List<Entry> bases = new ArrayList<>(plain);
    bases.removeIf(entry -> !json(entry.value()).equals(json(base.value())));
    List<Absorbed> absorbed = bases.isEmpty() ? List.of() : greatest(bases).absorbed();
    BigInteger sum = integer(base.value());
    boolean open = false;
    for (Entry total : totals) {
      sum = sum.add(integer(total.value()));
      Optional<Absorbed> taken = taken(ledger, absorbed, total);
      if (taken.isPresent()) {
        sum = sum.subtract(BigInteger.valueOf(taken.get().total()));
      }
      for (Entry other : totals) {
        boolean twins =
            other.dot().replica().equals(total.dot().replica()) && !other.dot().equals(total.dot());
        open |= twins && !taken.map(one -> !isOn(ledger, one, other)).orElse(false);
      }
    }
    Standing standing = open ? Standing.OPEN : base.standing();
    return new Cell(sum.toString(), standing);
  }

  private static BigInteger integer(Value value) {
    return value instanceof Value.Num number && number.value() == Math.rint(number.value())
        ? new BigDecimal(number.value()).toBigInteger()
        : BigInteger.ZERO;
  }

  /// The latest total of the chain of `total` that was absorbed.
  private static Optional<Absorbed> taken(Ledger ledger, List<Absorbed> absorbed, Entry total) {
    Optional<Absorbed> latest = Optional.empty();
    for (Absorbed one : absorbed) {
      boolean later = latest.isEmpty() || latest.get().seen().seq() < one.seen().seq();
      if (isOn(ledger, one, total) && later) {
        latest = Optional.of(one);
      }
    }
    return latest;
  }

  private static boolean isOn(Ledger ledger, Absorbed absorbed, Entry total) {
    Node end = ledger.node(total.dot()).orElseThrow();
    return ledger.named(absorbed.seen()).map(node -> node.leadsTo(end)).orElse(false);
  }

  private static String json(Value value) {
    return new String(value.canonical(), StandardCharsets.UTF_8);
  }
}
