package skein.testkit.arena.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import skein.core.history.Body;
import skein.core.history.Chain;
import skein.core.history.Grant;
import skein.core.history.Header;
import skein.core.history.Line;
import skein.core.record.Dot;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.core.value.Time;
import skein.testkit.arena.model.Ledger;
import skein.testkit.arena.plan.Verb.Attack.Kind;

/// Writes lines that no honest replica writes: void, held, forked, forged. Has one identity that
/// lives on, and a new one for whatever would stop it. Confined.
final class Attacker {
  private static final String AUTHOR = "adversary";

  /// Begins the author's name in a line that forks.
  private static final String TWIN = "twin ";

  private static final long DAY_MILLIS = 86_400_000;
  private final Owner owner;
  private final Ledger ledger;
  private final List<Chapter> chapters = new ArrayList<>();

  Attacker(Owner owner, Ledger ledger) {
    this.owner = owner;
    this.ledger = ledger;
  }

  /// True for a body that he wrote.
  static boolean wrote(Body body) {
    return body.author().equals(AUTHOR) || body.author().startsWith(TWIN);
  }

  /// An identity with the lines of one branch.
  private record Chapter(
      Bytes secret, Bytes key, @Nullable Grant grant, Chain start, List<Line> lines) {
    ReplicaId replica() {
      return start.replica();
    }

    Chain head() {
      Chain place = start;
      for (Line line : lines) {
        place = place.next(line.body());
      }
      return place;
    }
  }

  private Chapter begin(boolean grantFits) {
    Bytes secret = owner.keys().freshSecret();
    Bytes key = owner.keys().publicKey(secret);
    Grant grant = grantFits ? owner.grant(key, List.of("a")) : owner.badGrant(key);
    ReplicaId replica = ReplicaId.ofKey(key.toArray());
    Bytes bytes = grant == null ? Bytes.EMPTY : grant.json();
    return new Chapter(
        secret, key, grant, Chain.start(owner.space(), replica, bytes), new ArrayList<>());
  }

  /// Lines of this kind, with all that comes before them on their branch.
  List<Line> lines(Kind kind, long nowMillis, SplittableRandom dice) {
    String time = new Time(nowMillis, 0).toString();
    Chapter main = main();
    switch (kind) {
      case GOOD -> add(main, good(time, dice), true);
      case VOID -> add(main, faulty(time, dice), false);
      case FORK -> {
        return fork(main, time, dice);
      }
      case FUTURE -> {
        Chapter fresh = begin(true);
        String late = new Time(nowMillis + DAY_MILLIS + 1 + dice.nextInt(9_999_999), 0).toString();
        add(fresh, good(late, dice), true);
        add(fresh, good(time, dice), true);
        return fresh.lines();
      }
      case LATER -> {
        return refused(
            "lines of a later format wait", good(time, dice).replace("\"v\":1", "\"v\":2"));
      }
      case UNKNOWN -> {
        return refused("lines that replace the unknown wait", unknown(time));
      }
      case HALF_HELD -> {
        Chapter fresh = begin(true);
        write(fresh, good(time, dice), false);
        write(fresh, unknown(time), true);
        Chain first = fresh.start().next(fresh.lines().getFirst().body());
        ledger.refuse(first.dot(), "groups are integrated whole");
        ledger.refuse(fresh.head().dot(), "lines that replace the unknown wait");
        return fresh.lines();
      }
      case BAD_SIGNATURE, BAD_CHAIN, BAD_GRANT -> {
        return forged(kind, time, dice);
      }
    }
    return main.lines();
  }

  private Chapter main() {
    if (chapters.isEmpty()) {
      chapters.add(begin(true));
    }
    return chapters.getLast();
  }

  private List<Line> refused(String law, String body) {
    Chapter fresh = begin(true);
    write(fresh, body, true);
    ledger.refuse(fresh.head().dot(), law);
    return fresh.lines();
  }

  /// Another line in the place of an earlier one.
  private List<Line> fork(Chapter main, String time, SplittableRandom dice) {
    int kept = main.lines().isEmpty() ? 0 : dice.nextInt(main.lines().size());
    List<Line> lines = new ArrayList<>(main.lines().subList(0, kept));
    Chapter branch = new Chapter(main.secret(), main.key(), main.grant(), main.start(), lines);
    add(branch, good(time, dice).replace(AUTHOR, TWIN + dice.nextInt(99)), true);
    chapters.add(branch);
    return branch.lines();
  }

  private List<Line> forged(Kind kind, String time, SplittableRandom dice) {
    Chapter fresh = begin(kind != Kind.BAD_GRANT);
    write(fresh, good(time, dice), true);
    Line line = fresh.lines().getFirst();
    if (kind == Kind.BAD_GRANT) {
      if (owner.isGranted()) {
        ledger.refuse(fresh.head().dot(), "only granted replicas write");
      } else {
        ledger.add(fresh.head(), line.body(), true, fresh.key(), ledger.nextGroup());
      }
      return fresh.lines();
    }
    Bytes body = kind == Kind.BAD_CHAIN ? Bytes.ofText(good(time, dice) + " ") : line.body();
    Bytes signature = Bytes.of(new byte[64]);
    Bytes kept = line.header().signature();
    Line wrong =
        new Line(
            new Header(
                fresh.replica(),
                1,
                fresh.key(),
                fresh.grant(),
                null,
                kind == Kind.BAD_CHAIN && kept != null ? kept : signature),
            body);
    return List.of(wrong);
  }

  private void add(Chapter chapter, String body, boolean good) {
    write(chapter, body, true);
    Line line = chapter.lines().getLast();
    ledger.add(chapter.head(), line.body(), good, chapter.key(), ledger.nextGroup());
  }

  private void write(Chapter chapter, String body, boolean signs) {
    Bytes bytes = Bytes.ofText(body);
    Chain place = chapter.head().next(bytes);
    boolean first = place.seq() == 1;
    Bytes signature =
        signs ? owner.keys().sign(chapter.secret(), place.message(owner.space())) : null;
    Header header =
        new Header(
            chapter.replica(),
            place.seq(),
            first ? chapter.key() : null,
            first ? chapter.grant() : null,
            null,
            signature);
    chapter.lines().add(new Line(header, bytes));
  }

  private static String good(String time, SplittableRandom dice) {
    return body(
        time,
        "{\"op\":\"%s\",\"type\":\"a\",\"id\":\"%d\",\"set\":{\"%s\":%d}}"
            .formatted(
                dice.nextBoolean() ? "create" : "update",
                1 + dice.nextInt(2),
                dice.nextBoolean() ? "p" : "q",
                dice.nextInt(5)));
  }

  private static String body(String time, String changes) {
    return "{\"v\":1,\"time\":\"%s\",\"author\":\"%s\",\"changes\":[%s]}"
        .formatted(time, AUTHOR, changes);
  }

  private String unknown(String time) {
    Dot dot = begin(true).head().next(Bytes.EMPTY).dot();
    return body(
            time,
            "{\"op\":\"update\",\"type\":\"a\",\"id\":\"1\",\"set\":{\"p\":1},"
                + "\"over\":{\"p\":[[0,1]]}}")
        .replace(
            "\"changes\"",
            "\"of\":[[\"%s\",1,\"%s\"]],\"changes\"".formatted(dot.replica(), dot.mark()));
  }

  private String faulty(String time, SplittableRandom dice) {
    String update = "{\"op\":\"update\",\"type\":\"a\",\"id\":\"1\",\"set\":{\"p\":\"void\"}";
    return switch (dice.nextInt(owner.isGranted() ? 10 : 9)) {
      case 0 -> body(time, update + ",\"zz\":1}");
      case 1 -> body(time, "");
      case 2 -> body(time, update + ",\"was\":{\"q\":[\"AAAAAAAAAAAAAAAAAAAAAA\"]}}");
      case 3 -> body(time, update + " }");
      case 4 -> body(time, update + ",\"add\":{\"n\":1.0}}");
      case 5 -> body(time, update + "}," + update + "}");
      case 6 -> body(time, update.replace("\"p\"", "\"_deleted\"") + "}");
      case 7 -> body(time, update.replace("update", "upsert") + "}");
      case 8 -> body(time.replace("T", " "), update + "}");
      default -> body(time, update.replace("\"a\"", "\"b\"") + "}");
    };
  }
}
