package skein.app.hub;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import skein.core.value.Bytes;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.Value;

/// Slips of paper that this process gives out while somebody signs in, and takes back once, within
/// minutes: sealed (HMAC-SHA-256, RFC 2104) with a secret that ends with the process, so nothing is
/// kept of those that are out. Safe for all threads.
public final class Slips {
  /// How long a slip is good.
  public static final Duration LIFE = Duration.ofMinutes(10);

  private static final String SEAL = "HmacSHA256";
  private static final int RANDOM_BYTES = 16;
  private static final int MOST_CHARACTERS = 2_000;

  /// How many are remembered as taken; who brings more is asked to begin again later.
  private static final int MOST_TAKEN = 200_000;

  private final Bytes secret;
  private final LongSupplier clockMillis;
  private final SecureRandom random = new SecureRandom();
  // Guarded by this: until when those that were taken would have been good.
  private final Map<String, Long> taken = new HashMap<>();

  public Slips(LongSupplier clockMillis) {
    this.clockMillis = clockMillis;
    this.secret = fresh();
  }

  private Bytes fresh() {
    byte[] bytes = new byte[RANDOM_BYTES * 2];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  /// What a slip is for; none is taken for another.
  enum Use {
    /// Stands in an ID token.
    NONCE,
    /// Leads back from a provider.
    STATE,
    /// Is signed by a passkey.
    CHALLENGE,
    /// Is signed by one more passkey of somebody.
    FURTHER,
    /// Lets somebody whose passkey has just signed look at his, and change them: good more than
    /// once.
    KEYS,
    /// Says that somebody signed in here.
    PROOF
  }

  /// What a slip says: the origin of the page that somebody signs in for, and what it is about.
  record Slip(Use use, String audience, String subject) {
    SequencedMap<String, Value> fields() {
      SequencedMap<String, Value> fields = new LinkedHashMap<>();
      fields.put("use", Value.of(use.name()));
      fields.put("audience", Value.of(audience));
      fields.put("subject", Value.of(subject));
      return fields;
    }

    static Optional<Slip> parse(Value.Obj object) {
      return object.get("use") instanceof Value.Text(String use)
              && object.get("audience") instanceof Value.Text(String audience)
              && object.get("subject") instanceof Value.Text(String subject)
          ? Optional.of(new Slip(Use.valueOf(use), audience, subject))
          : Optional.empty();
    }
  }

  /// A new one, as text of letters, digits and `. _ -`.
  String give(Slip slip) {
    SequencedMap<String, Value> fields = slip.fields();
    fields.put("until", Value.of(clockMillis.getAsLong() + LIFE.toMillis()));
    fields.put("number", Value.of(fresh().base64url()));
    Bytes json = Bytes.of(Json.write(Value.of(fields)));
    return json.base64url() + "." + sealed(json).base64url();
  }

  /// A secret that goes with a slip, which only this process can tell.
  String secretOf(String slip) {
    return sealed(Bytes.ofText("secret of " + slip)).base64url();
  }

  /// True if this is the secret that goes with a slip.
  boolean isSecretOf(String slip, String secret) {
    return MessageDigest.isEqual(
        secretOf(slip).getBytes(StandardCharsets.US_ASCII),
        secret.getBytes(StandardCharsets.UTF_8));
  }

  private Bytes sealed(Bytes content) {
    try {
      Mac mac = Mac.getInstance(SEAL);
      mac.init(new SecretKeySpec(secret.toArray(), SEAL));
      return Bytes.of(mac.doFinal(content.toArray()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + SEAL + ", this one has not", e);
    }
  }

  /// What a slip says that comes back for this use; empty if it was not given out for it, is too
  /// old, or was taken before.
  Optional<Slip> take(Use use, String text) {
    return look(use, text, this::isFirst);
  }

  /// The same, but the slip stays good.
  Optional<Slip> look(Use use, String text) {
    return look(use, text, (number, until) -> true);
  }

  private interface Judge {
    boolean counts(String number, long until);
  }

  private Optional<Slip> look(Use use, String text, Judge judge) {
    Optional<Value.Obj> said = read(text);
    if (said.isEmpty()
        || !(said.get().get("number") instanceof Value.Text(String number))
        || !(said.get().get("until") instanceof Value.Num(double until))) {
      return Optional.empty();
    }
    return Slip.parse(said.get())
        .filter(slip -> slip.use() == use)
        .filter(slip -> until > clockMillis.getAsLong() && judge.counts(number, (long) until));
  }

  /// True if this process gave it out, for whatever use.
  boolean isOurs(String text) {
    return read(text).isPresent();
  }

  private Optional<Value.Obj> read(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 2 || text.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    try {
      Bytes json = Bytes.parse(parts[0]);
      byte[] seal = Bytes.parse(parts[1]).toArray();
      return MessageDigest.isEqual(seal, sealed(json).toArray())
              && Json.parse(json.toArray()) instanceof Value.Obj object
          ? Optional.of(object)
          : Optional.empty();
    } catch (IllegalArgumentException | NotStrict e) {
      return Optional.empty();
    }
  }

  private synchronized boolean isFirst(String number, long until) {
    if (taken.size() >= MOST_TAKEN) {
      taken.values().removeIf(millis -> millis <= clockMillis.getAsLong());
    }
    return taken.size() < MOST_TAKEN && taken.putIfAbsent(number, until) == null;
  }
}
