package skein.core.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import skein.core.value.Bytes;
import skein.core.value.Json;
import skein.core.value.SpaceId;
import skein.core.value.Value;

/// A statement, signed with the owner key, that lets a replica's key write records of some types.
/// `types` holds `*` for all.
public record Grant(Bytes replica, Bytes signature, SpaceId space, List<String> types) {
  private static final Bytes PREFIX = Bytes.ofText("skein/1 grant");
  static final String ALL = "*";

  public Grant {
    Charter.requireLength("replica key", replica, Charter.KEY_BYTES);
    types = List.copyOf(types);
    if (types.isEmpty()) {
      throw new IllegalArgumentException("a grant names at least one type, or *");
    }
  }

  /// Reads the grant in a header; `IllegalArgumentException` says what is wrong with it.
  public static Grant parse(Value json) {
    Shape shape = Shape.of("grant", json);
    shape.onlyKeys("replica", "sig", "space", "types", "v");
    if (shape.integer("v") != 1) {
      throw new IllegalArgumentException("this grant has v " + shape.integer("v") + ", not 1");
    }
    List<String> types =
        shape.items("types").stream().map(type -> Shape.text("a type", type)).toList();
    return new Grant(
        shape.bytes("replica"), shape.bytes("sig"), SpaceId.parse(shape.text("space")), types);
  }

  /// What the owner signs for a grant with these contents.
  public static Bytes message(Bytes replica, SpaceId space, List<String> types) {
    return signed(new Grant(replica, Bytes.EMPTY, space, types));
  }

  /// What the signature covers.
  public Bytes message() {
    return signed(this);
  }

  private static Bytes signed(Grant grant) {
    return Chain.concat(PREFIX, Bytes.of(Json.canonical(grant.fields(false))));
  }

  /// Its bytes, as they enter the chain: canonical JSON.
  public Bytes json() {
    return Bytes.of(Json.canonical(value()));
  }

  Value value() {
    return fields(true);
  }

  private Value fields(boolean withSignature) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("replica", Value.of(replica.base64url()));
    if (withSignature) {
      fields.put("sig", Value.of(signature.base64url()));
    }
    fields.put("space", Value.of(space.toString()));
    fields.put("types", Value.of(types.stream().map(Value::of).toList()));
    fields.put("v", Value.of(1L));
    return Value.of(fields);
  }

  /// True if it lets its replica change records of `type`.
  public boolean allows(String type) {
    return types.contains(ALL) || types.contains(type);
  }
}
