package skein.testkit.arena.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.schema.TypeSchema;
import skein.core.value.Value;

/// The few names and values that scripts are made of: so few that writes collide all the time.
public final class Words {
  /// The types of the records, in `granted` spaces the first is what a limited grant allows.
  public static final List<String> TYPES = List.of("a", "b");

  private static final List<String> PLAIN = List.of("p", "q");
  static final String COUNTER = "n";
  static final String SET = "s";
  private static final List<String> ELEMENTS = List.of("x", "y");
  private static final List<String> POLICIES =
      List.of("newest", "oldest", "max", "min", "ask", "unheard of", "prefer nobody");

  private final SplittableRandom dice;

  Words(SplittableRandom dice) {
    this.dice = dice;
  }

  <T> T any(List<T> choices) {
    return choices.get(dice.nextInt(choices.size()));
  }

  boolean chance(int percent) {
    return dice.nextInt(100) < percent;
  }

  RecordKey key() {
    return new RecordKey(any(TYPES), chance(75) ? "1" : "2");
  }

  String plain() {
    return any(PLAIN);
  }

  /// A plain value; most are few texts and numbers.
  public Value value() {
    return switch (dice.nextInt(12)) {
      case 0 -> Value.Null.ONLY;
      case 1 -> Value.of(true);
      case 2 -> Value.of(List.of(Value.of("x"), Value.of(2L)));
      case 3 -> object("k", Value.of(1L));
      case 4, 5, 6 -> Value.of((long) dice.nextInt(3));
      default -> Value.of(any(List.of("u", "v", "w")));
    };
  }

  private static Value object(String name, Value value) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put(name, value);
    return Value.of(fields);
  }

  Assign assign() {
    return switch (dice.nextInt(14)) {
      case 0, 1 -> new Assign.Add(COUNTER, dice.nextInt(9) - 3L);
      case 2 -> new Assign.Set(COUNTER, Value.of((long) dice.nextInt(20)));
      case 3, 4 -> new Assign.Put(SET, any(ELEMENTS));
      case 5 -> new Assign.Drop(SET, any(ELEMENTS));
      case 6 -> new Assign.Set(SET, Value.of(List.of(Value.of("x"), Value.of("z"))));
      default -> new Assign.Set(plain(), value());
    };
  }

  /// One assignment or several, of different properties.
  List<Assign> assigns() {
    int count = chance(60) ? 1 : 2 + dice.nextInt(2);
    List<Assign> assigns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Assign assign = assign();
      if (assigns.stream().noneMatch(other -> other.property().equals(assign.property()))) {
        assigns.add(assign);
      }
    }
    return assigns;
  }

  Act act() {
    RecordKey key = key();
    boolean stale = chance(20);
    return switch (dice.nextInt(20)) {
      case 0, 1 -> new Act(Act.Kind.CREATE, key, assigns(), false);
      case 2 -> new Act(Act.Kind.DELETE, key, List.of(), stale);
      case 3 -> new Act(Act.Kind.PURGE, key, List.of(), false);
      case 4 -> new Act(Act.Kind.KEEP, key, chance(50) ? List.of() : assigns(), false);
      default -> new Act(Act.Kind.UPDATE, key, assigns(), stale);
    };
  }

  Verb.Write write(int who) {
    Act first = act();
    if (chance(85)) {
      return new Verb.Write(who, List.of(first));
    }
    Act second = act();
    return new Verb.Write(
        who, first.key().equals(second.key()) ? List.of(first) : List.of(first, second));
  }

  Verb describe(int who) {
    RecordKey type = TypeSchema.keyOf(any(TYPES));
    String property = chance(75) ? plain() : any(List.of(COUNTER, SET));
    return new Verb.Describe(who, type, property, rule(property));
  }

  private Value rule(String property) {
    if (chance(10)) {
      return Value.Null.ONLY;
    }
    SequencedMap<String, Value> rule = new LinkedHashMap<>();
    if (property.equals(COUNTER)) {
      rule.put("form", Value.of("counter"));
    }
    if (property.equals(SET)) {
      rule.put("form", Value.of("set"));
    }
    rule.put("policy", Value.of(any(POLICIES)));
    return Value.of(rule);
  }
}
