package skein.core.history;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import skein.core.value.Bytes;
import skein.core.value.Json;
import skein.core.value.SpaceId;
import skein.core.value.Value;

/// Who owns a space and who may write, made once (spec/encoding.md). `nonce`: 16 bytes; `owner`: an
/// Ed25519 public key, 32 bytes.
public record Charter(Bytes nonce, Bytes owner, boolean posts, Access write) {
  private static final int NONCE_BYTES = 16;
  static final int KEY_BYTES = 32;

  /// Whose lines count: those of any replica, or only of replicas with a grant.
  public enum Access {
    ANY("any"),
    GRANTED("granted");

    private final String text;

    Access(String text) {
      this.text = text;
    }
  }

  public Charter {
    requireLength("nonce", nonce, NONCE_BYTES);
    requireLength("owner key", owner, KEY_BYTES);
  }

  static void requireLength(String what, Bytes bytes, int length) {
    if (bytes.length() != length) {
      throw new IllegalArgumentException(
          "the " + what + " has " + bytes.length() + " bytes, not " + length);
    }
  }

  /// Reads a charter; `IllegalArgumentException` says what is wrong with it.
  public static Charter parse(Bytes json) {
    Shape shape = Shape.parse("charter", json.toArray());
    shape.onlyKeys("nonce", "owner", "posts", "v", "write");
    if (shape.integer("v") != 1) {
      throw new IllegalArgumentException("this charter has v " + shape.integer("v") + ", not 1");
    }
    Charter charter =
        new Charter(
            shape.bytes("nonce"),
            shape.bytes("owner"),
            shape.bool("posts"),
            access(shape.text("write")));
    if (!charter.json().equals(json)) {
      throw new IllegalArgumentException("the charter is not canonical JSON");
    }
    return charter;
  }

  private static Access access(String text) {
    for (Access access : Access.values()) {
      if (access.text.equals(text)) {
        return access;
      }
    }
    throw new IllegalArgumentException("write is '" + text + "', not 'any' or 'granted'");
  }

  /// Its bytes: canonical JSON.
  public Bytes json() {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("nonce", Value.of(nonce.base64url()));
    fields.put("owner", Value.of(owner.base64url()));
    fields.put("posts", Value.of(posts));
    fields.put("v", Value.of(1L));
    fields.put("write", Value.of(write.text));
    return Bytes.of(Json.canonical(Value.of(fields)));
  }

  /// The id of the space that this charter makes.
  public SpaceId space() {
    return SpaceId.ofCharter(json().toArray());
  }
}
