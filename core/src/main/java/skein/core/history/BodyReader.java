package skein.core.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.core.record.Change;
import skein.core.record.Dot;
import skein.core.record.Mark;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.record.Write;
import skein.core.value.Bytes;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.ReplicaId;
import skein.core.value.Time;
import skein.core.value.Value;

/// Reads a body and says whether it keeps the rules (spec/encoding.md). A pure function of the
/// bytes and the grant: every receiver comes to the same answer.
public final class BodyReader {
  private static final long KNOWN_FORMAT = 1;

  /// What a body turned out to be.
  public sealed interface Result {
    /// It keeps all rules.
    record Good(Body body) implements Result {}

    /// It breaks a rule, and counts for nothing but its place in the chain.
    record Faulty(String reason) implements Result {}

    /// It is of a later format than this software knows.
    record Later(long format) implements Result {}
  }

  private BodyReader() {}

  /// Reads `bytes`. `grant`: what limits the types of the changes, null for no limit.
  public static Result read(Bytes bytes, @Nullable Grant grant) {
    try {
      Shape shape = Shape.of("body", Json.parse(bytes.toArray()));
      long format = shape.integer("v");
      if (format > KNOWN_FORMAT) {
        return new Result.Later(format);
      }
      Body body = body(shape);
      for (Change change : body.changes()) {
        if (grant != null && !grant.allows(change.key().type())) {
          return new Result.Faulty("its grant does not allow type '" + change.key().type() + "'");
        }
      }
      return new Result.Good(body);
    } catch (NotStrict | IllegalArgumentException e) {
      return new Result.Faulty(String.valueOf(e.getMessage()));
    }
  }

  /// True only for a body that only makes new records out of plain values, replaces nothing, and
  /// that [#read] would give back from the bytes that [BodyWriter] makes of it: what texts, values
  /// and times may be is checked where they are made, the size where it is known. False says
  /// nothing.
  public static boolean isSurelyGood(Body body, @Nullable Grant grant) {
    Set<RecordKey> keys = new HashSet<>();
    for (Change change : body.changes()) {
      boolean allowed = grant == null || grant.allows(change.key().type());
      if (!allowed || !keys.add(change.key()) || !isNew(change)) {
        return false;
      }
    }
    return !keys.isEmpty()
        && body.undone() == null
        && !body.retires()
        && Bytes.ofText(body.author()).length() <= Body.MAX_AUTHOR_BYTES;
  }

  private static boolean isNew(Change change) {
    Set<Register> registers = new HashSet<>();
    for (Write write : change.writes()) {
      if (!write.isFirst() || !registers.add(write.register()) || !isSure(write.register())) {
        return false;
      }
    }
    return change.op() == Change.Op.CREATE
        && change.released().isEmpty()
        && registers.contains(Register.Presence.ONLY);
  }

  private static boolean isSure(Register register) {
    String name = register.property();
    return register instanceof Register.Presence
        || (register instanceof Register.Plain
            && !name.isEmpty()
            && name.length() <= RecordKey.MAX_NAME_BYTES / 3
            && name.indexOf('\0') < 0
            && !name.equals(Register.DELETED));
  }

  private static Body body(Shape shape) {
    shape.onlyKeys("v", "time", "author", "note", "of", "undo", "retire", "changes");
    if (shape.integer("v") != KNOWN_FORMAT) {
      throw new IllegalArgumentException("v is " + shape.integer("v") + ", it begins at 1");
    }
    String author = shape.text("author");
    if (Bytes.ofText(author).length() > Body.MAX_AUTHOR_BYTES) {
      throw new IllegalArgumentException("the author has over " + Body.MAX_AUTHOR_BYTES + " bytes");
    }
    boolean retires = shape.has("retire");
    if (retires && !shape.bool("retire")) {
      throw new IllegalArgumentException("retire is true or left out");
    }
    Tips tips = new Tips(shape.has("of") ? of(shape.items("of")) : List.of());
    List<Change> changes = changes(shape.items("changes"), tips);
    if (changes.isEmpty() && !retires) {
      throw new IllegalArgumentException("changes is empty");
    }
    tips.requireAllUsed();
    return new Body(
        Time.parse(shape.text("time")),
        author,
        shape.has("note") ? shape.text("note") : null,
        shape.has("undo") ? undone(shape.items("undo")) : null,
        retires,
        changes);
  }

  private static Body.Undone undone(List<Value> items) {
    if (items.size() != 2) {
      throw new IllegalArgumentException("undo is not [replica, sequence]");
    }
    return new Body.Undone(
        ReplicaId.parse(Shape.text("replica", items.get(0))),
        Shape.positive("sequence", items.get(1)));
  }

  private static List<Dot> of(List<Value> items) {
    if (items.isEmpty()) {
      throw new IllegalArgumentException("of is empty");
    }
    List<Dot> dots = new ArrayList<>();
    for (Value item : items) {
      List<Value> parts = Shape.items("an element of of", item);
      if (parts.size() != 3) {
        throw new IllegalArgumentException("an element of of is not [replica, sequence, mark]");
      }
      Dot dot =
          new Dot(
              ReplicaId.parse(Shape.text("replica", parts.get(0))),
              Shape.positive("sequence", parts.get(1)),
              Mark.parse(Shape.text("mark", parts.get(2))));
      dots.add(dot);
    }
    Sorted.require("of", dots, Dot::compareTo);
    return dots;
  }

  private static List<Change> changes(List<Value> items, Tips tips) {
    List<Change> changes = new ArrayList<>();
    Set<RecordKey> keys = new HashSet<>();
    for (Value item : items) {
      Change change = new ChangeReader(Shape.of("a change", item), tips).read();
      if (!keys.add(change.key())) {
        throw new IllegalArgumentException(change.key() + " is changed twice");
      }
      changes.add(change);
    }
    return changes;
  }
}
