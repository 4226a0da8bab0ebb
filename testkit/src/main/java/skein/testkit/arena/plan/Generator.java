package skein.testkit.arena.plan;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.value.Value;

/// Makes a script from a seed: single verbs, and short scenes that make rare meetings common.
public final class Generator {
  private static final int LEAST_VERBS = 200;
  private static final int MOST_MORE_VERBS = 40;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long DAY_MILLIS = 24 * HOUR_MILLIS;
  private final SplittableRandom dice;
  private final Words words;
  private final int actors;
  private final boolean granted;
  private final List<Verb> verbs = new ArrayList<>();

  private Generator(SplittableRandom dice) {
    this.dice = dice;
    this.words = new Words(dice);
    this.actors = dice.nextInt(6) > 0 ? 3 + dice.nextInt(2) : 5 + dice.nextInt(4);
    this.granted = dice.nextInt(5) == 0;
  }

  /// The script of a seed.
  public static Script script(long seed) {
    Generator generator = new Generator(new SplittableRandom(seed));
    int count = LEAST_VERBS + generator.dice.nextInt(MOST_MORE_VERBS);
    while (generator.verbs.size() < count) {
      generator.next();
    }
    Forgetful.mix(seed, generator.actors, generator.verbs);
    Posting.mix(seed, generator.actors, generator.verbs);
    Anew.mix(seed, generator.actors, generator.verbs);
    return new Script(seed, generator.actors, generator.granted, generator.verbs);
  }

  /// Two actors, by number.
  private record Two(int one, int two) {}

  private int actor() {
    return dice.nextInt(actors);
  }

  private void next() {
    int roll = dice.nextInt(1000);
    if (roll < 480) {
      verbs.add(words.write(actor()));
    } else if (roll < 650) {
      verbs.add(meet(new Two(actor(), actor())));
    } else if (roll < 940) {
      verbs.add(other(actor()));
    } else {
      scene();
    }
  }

  private Verb meet(Two both) {
    int who = both.one();
    int other = both.two();
    return new Verb.Meet(who, other == who ? other + 1 : other, words.chance(60), net(), salt());
  }

  private Verb clean(Two both) {
    int who = both.one();
    int other = both.two();
    return new Verb.Meet(who, other == who ? other + 1 : other, true, Net.CLEAN, salt());
  }

  private long salt() {
    return dice.nextLong();
  }

  private Net net() {
    Set<Net.Trouble> troubles = EnumSet.noneOf(Net.Trouble.class);
    if (words.chance(35)) {
      troubles.add(words.any(List.of(Net.Trouble.values())));
    }
    if (words.chance(15)) {
      troubles.add(words.any(List.of(Net.Trouble.values())));
    }
    return new Net(troubles, words.chance(50) ? 1 + dice.nextInt(4) : 64);
  }

  private Verb other(int who) {
    return switch (dice.nextInt(42)) {
      case 0, 1, 2, 3, 4, 5 -> new Verb.Look(who, words.key());
      case 6, 7, 8, 9 ->
          new Verb.Undo(who, words.any(List.of(Verb.Undo.Whose.values())), dice.nextInt(3));
      case 10, 11, 12, 13, 14, 15, 16, 17 ->
          new Verb.Settle(who, dice.nextInt(8), words.chance(15));
      case 18, 19, 20 -> words.describe(who);
      case 21, 22 -> new Verb.Crash(who, dice.nextInt(9));
      case 23 -> new Verb.Restart(who);
      case 24 -> words.chance(60) ? new Verb.Save(who) : new Verb.Copy(who);
      case 25 -> words.chance(60) ? new Verb.Restore(who) : new Verb.Save(who);
      case 26, 27 -> new Verb.Split(who, words.chance(50) ? 0 : dice.nextInt(256));
      case 28, 29 -> new Verb.Jump(who, jump());
      case 30 -> new Verb.Grant(who, words.chance(60) ? List.of("*") : List.of("a"));
      case 31 -> words.chance(8) ? new Verb.Retire(who) : new Verb.Look(who, words.key());
      case 32, 33, 34 ->
          new Verb.Batch(who, List.of(words.write(who), words.write(who), words.write(who)));
      case 35, 36 -> new Verb.Undo(who, Verb.Undo.Whose.UNDOS, dice.nextInt(2));
      default -> new Verb.Attack(who, words.any(List.of(Verb.Attack.Kind.values())), salt());
    };
  }

  private long jump() {
    return switch (dice.nextInt(6)) {
      case 0 -> 3 * DAY_MILLIS;
      case 1 -> -3 * DAY_MILLIS;
      default -> (dice.nextInt(21) - 10) * HOUR_MILLIS / 3;
    };
  }

  private void scene() {
    int one = actor();
    int two = (one + 1 + dice.nextInt(actors - 1)) % actors;
    RecordKey key = words.key();
    String property = words.plain();
    switch (dice.nextInt(7)) {
      case 0, 1 -> disagree(new Two(one, two), key, property);
      case 2 -> splitVotes(new Two(one, two), key, property);
      case 3 -> deleteBesideUpdate(new Two(one, two), key);
      case 4 -> staleClient(new Two(one, two), key, property);
      case 5 -> policyInConflict(new Two(one, two), key, property);
      default -> counters(new Two(one, two), key);
    }
  }

  private static Verb set(int who, RecordKey key, String property, Value value) {
    Assign assign = new Assign.Set(property, value);
    return new Verb.Write(who, List.of(new Act(Act.Kind.UPDATE, key, List.of(assign), false)));
  }

  private void make(int who, RecordKey key) {
    verbs.add(new Verb.Write(who, List.of(new Act(Act.Kind.CREATE, key, words.assigns(), false))));
  }

  /// Two write different values, meet, and settle differently.
  private void disagree(Two both, RecordKey key, String property) {
    int one = both.one();
    int two = both.two();
    conflict(new Two(one, two), key, property);
    verbs.add(set(one, key, property, Value.of("u")));
    verbs.add(set(two, key, property, Value.of(words.chance(50) ? "v" : "w")));
    if (words.chance(50)) {
      verbs.add(set((two + 1) % actors, key, property, words.value()));
    }
    verbs.add(clean(new Two(one, two)));
  }

  private void conflict(Two both, RecordKey key, String property) {
    int one = both.one();
    int two = both.two();
    make(one, key);
    verbs.add(clean(new Two(one, two)));
    verbs.add(set(one, key, property, Value.of("v")));
    verbs.add(set(two, key, property, Value.of(words.chance(50) ? "u" : "w")));
    verbs.add(clean(new Two(one, two)));
  }

  /// Three values stand beside each other; a copied folder settles that in two ways, and somebody
  /// else in a third.
  private void splitVotes(Two both, RecordKey key, String property) {
    int one = both.one();
    int two = both.two();
    if (words.chance(40)) {
      return;
    }
    int three = (Math.max(one, two) + 1) % actors;
    make(one, key);
    for (int who : List.of(two, three)) {
      verbs.add(clean(new Two(one, who)));
    }
    verbs.add(set(one, key, property, Value.of("v")));
    verbs.add(set(two, key, property, Value.of("u")));
    verbs.add(set(three, key, property, Value.of("w")));
    for (int who : List.of(two, three, two)) {
      verbs.add(clean(new Two(one, who)));
    }
    verbs.add(new Verb.Copy(one));
    verbs.add(set(one, key, property, Value.of("u")));
    verbs.add(set(-1, key, property, Value.of(words.chance(70) ? "w" : "u")));
    verbs.add(set(two, key, property, Value.of("v")));
    verbs.add(clean(new Two(two, one)));
    verbs.add(clean(new Two(two, -1)));
  }

  private void deleteBesideUpdate(Two both, RecordKey key) {
    int one = both.one();
    int two = both.two();
    make(one, key);
    verbs.add(clean(new Two(one, two)));
    Act.Kind kind = words.chance(60) ? Act.Kind.DELETE : Act.Kind.PURGE;
    verbs.add(new Verb.Write(one, List.of(new Act(kind, key, List.of(), false))));
    verbs.add(new Verb.Write(two, List.of(new Act(Act.Kind.UPDATE, key, words.assigns(), false))));
    verbs.add(clean(new Two(one, two)));
    verbs.add(words.write(two));
  }

  private void staleClient(Two both, RecordKey key, String property) {
    int one = both.one();
    int two = both.two();
    make(one, key);
    verbs.add(new Verb.Look(one, key));
    verbs.add(
        words.chance(50)
            ? set(one, key, property, words.value())
            : new Verb.Write(one, List.of(new Act(Act.Kind.UPDATE, key, words.assigns(), false))));
    verbs.add(meet(new Two(one, two)));
    Act.Kind kind = words.chance(80) ? Act.Kind.UPDATE : Act.Kind.DELETE;
    List<Assign> assigns = kind == Act.Kind.UPDATE ? words.assigns() : List.of();
    verbs.add(new Verb.Write(one, List.of(new Act(kind, key, assigns, true))));
  }

  private void policyInConflict(Two both, RecordKey key, String property) {
    int one = both.one();
    int two = both.two();
    conflict(new Two(one, two), key, property);
    RecordKey type = skein.core.schema.TypeSchema.keyOf(key.type());
    for (int who : List.of(one, two)) {
      java.util.SequencedMap<String, Value> rule = new java.util.LinkedHashMap<>();
      rule.put("policy", Value.of(words.any(List.of("newest", "oldest", "max", "min", "ask"))));
      verbs.add(new Verb.Describe(who, type, property, Value.of(rule)));
    }
    verbs.add(clean(new Two(one, two)));
  }

  private void counters(Two both, RecordKey key) {
    int one = both.one();
    int two = both.two();
    make(one, key);
    verbs.add(clean(new Two(one, two)));
    for (int who : List.of(one, two, one)) {
      verbs.add(
          new Verb.Write(
              who,
              List.of(
                  new Act(
                      Act.Kind.UPDATE,
                      key,
                      List.of(
                          words.chance(70)
                              ? new Assign.Add(Words.COUNTER, 1L + dice.nextInt(5))
                              : new Assign.Set(Words.COUNTER, Value.of(10L))),
                      false))));
    }
    if (words.chance(20)) {
      verbs.add(new Verb.Copy(two));
      verbs.add(
          new Verb.Write(
              -1,
              List.of(
                  new Act(
                      Act.Kind.UPDATE, key, List.of(new Assign.Add(Words.COUNTER, 2)), false))));
    }
    verbs.add(clean(new Two(one, two)));
  }
}
