package skein.core.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import skein.core.record.Mark;
import skein.core.value.Bytes;
import skein.core.value.Hashes;
import skein.core.value.Json;
import skein.core.value.ReplicaId;
import skein.core.value.Value;

/// The header of a line. `key` and `grant` stand on a replica's first line; `withheld` on lines
/// without a body; `signature` on the last line of a group.
public record Header(
    ReplicaId replica,
    long seq,
    @Nullable Bytes key,
    @Nullable Grant grant,
    @Nullable Withheld withheld,
    @Nullable Bytes signature) {

  public static final int MAX_BYTES = 8 << 10;
  static final int MAX_RUN = 512;
  private static final int HASH_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;

  /// What stands in place of bodies.
  public sealed interface Withheld {}

  /// One line: the SHA-256 of its body.
  public record OneBody(Bytes hash) implements Withheld {
    public OneBody {
      Charter.requireLength("hash of a body", hash, HASH_BYTES);
    }
  }

  /// A run of lines that ends at `seq`: the chain hash there, and the marks of each.
  public record Run(Bytes hash, List<Mark> marks) implements Withheld {
    public Run {
      Charter.requireLength("chain hash", hash, HASH_BYTES);
      marks = List.copyOf(marks);
    }
  }

  public Header {
    if (seq < 1) {
      throw new IllegalArgumentException("seq is " + seq + ", it begins at 1");
    }
    if (withheld instanceof Run run && run.marks().size() > seq) {
      throw new IllegalArgumentException(
          "a run of " + run.marks().size() + " lines cannot end at sequence " + seq);
    }
    if (key != null) {
      Charter.requireLength("key", key, Charter.KEY_BYTES);
    }
    if (signature != null) {
      Charter.requireLength("signature", signature, SIGNATURE_BYTES);
    }
  }

  /// Reads a header; `IllegalArgumentException` says what is wrong with it.
  public static Header parse(byte[] json) {
    Shape shape = Shape.parse("header", json);
    shape.onlyKeys("replica", "seq", "key", "grant", "body", "skip", "h", "hs", "sig");
    Value grant = shape.object().get("grant");
    return new Header(
        ReplicaId.parse(shape.text("replica")),
        Shape.positive("seq", shape.value("seq")),
        shape.has("key") ? shape.bytes("key") : null,
        grant == null ? null : Grant.parse(grant),
        withheld(shape),
        shape.has("sig") ? shape.bytes("sig") : null);
  }

  private static @Nullable Withheld withheld(Shape shape) {
    boolean run = shape.has("skip");
    if (run != shape.has("h") || run != shape.has("hs") || (run && shape.has("body"))) {
      throw new IllegalArgumentException("skip, h and hs stand together, without body");
    }
    if (shape.has("body")) {
      return new OneBody(hash(shape.text("body")));
    }
    if (!run) {
      return null;
    }
    long length = shape.integer("skip");
    List<Mark> marks =
        shape.items("hs").stream().map(mark -> Mark.parse(Shape.text("a mark", mark))).toList();
    if (length < 1 || length > MAX_RUN || length != marks.size()) {
      throw new IllegalArgumentException(
          "skip is " + length + " with " + marks.size() + " marks, the limit is " + MAX_RUN);
    }
    return new Run(hash(shape.text("h")), marks);
  }

  private static Bytes hash(String hex) {
    return Bytes.of(Hashes.parseHex(hex));
  }

  /// Its bytes, keys in the order of the format.
  public byte[] json() {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("replica", Value.of(replica.toString()));
    fields.put("seq", Value.of(seq));
    if (key != null) {
      fields.put("key", Value.of(key.base64url()));
    }
    if (grant != null) {
      fields.put("grant", grant.value());
    }
    if (withheld != null) {
      putWithheld(fields, withheld);
    }
    if (signature != null) {
      fields.put("sig", Value.of(signature.base64url()));
    }
    return Json.write(Value.of(fields));
  }

  private static void putWithheld(SequencedMap<String, Value> fields, Withheld withheld) {
    switch (withheld) {
      case OneBody one -> fields.put("body", Value.of(one.hash().hex()));
      case Run run -> {
        fields.put("skip", Value.of((long) run.marks().size()));
        fields.put("h", Value.of(run.hash().hex()));
        List<Value> marks = run.marks().stream().map(mark -> Value.of(mark.toString())).toList();
        fields.put("hs", Value.of(marks));
      }
    }
  }
}
