package skein.app.hub;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import skein.app.home.HubBook;
import skein.core.value.Bytes;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.Value;
import skein.server.hosting.Person;
import skein.server.hosting.SignIn;

/// The tokens by which people are known after they have signed in: what they say is sealed with a
/// secret of this home (HMAC-SHA-256, RFC 2104), so nothing is kept of them but those that were
/// ended before their time. Safe for all threads.
public final class Passes {
  /// How long a token is good.
  public static final Duration LIFE = Duration.ofDays(30);

  private static final String SEAL = "HmacSHA256";
  private static final int MOST_CHARACTERS = 2_000;

  private final Bytes secret;
  private final HubBook book;
  private final LongSupplier clockMillis;
  private final Supplier<String> numbers;

  /// @param numbers makes texts of which no two are the same
  public Passes(String secret, HubBook book, LongSupplier clockMillis, Supplier<String> numbers) {
    this.secret = Bytes.ofText(secret);
    this.book = book;
    this.clockMillis = clockMillis;
    this.numbers = numbers;
  }

  /// What a token says. `millis`: when it was made.
  private record Said(Person person, String number, long millis) {
    long until() {
      return millis + LIFE.toMillis();
    }

    byte[] json() {
      SequencedMap<String, Value> fields = new LinkedHashMap<>();
      fields.put("user", Value.of(person.user()));
      fields.put("domain", Value.of(person.domain()));
      fields.put("made", Value.of(millis));
      fields.put("number", Value.of(number));
      return Json.write(Value.of(fields));
    }

    static Optional<Said> parse(byte[] json) throws NotStrict {
      return Json.parse(json) instanceof Value.Obj object
              && object.get("user") instanceof Value.Text(String user)
              && object.get("domain") instanceof Value.Text(String domain)
              && object.get("made") instanceof Value.Num(double made)
              && object.get("number") instanceof Value.Text(String number)
          ? Optional.of(new Said(new Person(user, domain), number, (long) made))
          : Optional.empty();
    }
  }

  SignIn.Pass issue(Person person) {
    long after = book.since(person).map(HubBook.Moment::millis).orElse(0L);
    long made = Math.max(clockMillis.getAsLong(), after);
    Said said = new Said(person, numbers.get(), made);
    Bytes json = Bytes.of(said.json());
    String token = json.base64url() + "." + seal(json).base64url();
    return new SignIn.Pass(token, Instant.ofEpochMilli(said.until()));
  }

  private Bytes seal(Bytes json) {
    try {
      Mac mac = Mac.getInstance(SEAL);
      mac.init(new SecretKeySpec(secret.toArray(), SEAL));
      return Bytes.of(mac.doFinal(json.toArray()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + SEAL + ", this one has not", e);
    }
  }

  SignIn.Standing look(String token) {
    return sealed(token).map(this::standing).orElseGet(SignIn.Standing.Unknown::new);
  }

  private SignIn.Standing standing(Said said) {
    boolean early =
        book.since(said.person()).filter(since -> said.millis() < since.millis()).isPresent();
    if (early || book.isEnded(said.number())) {
      return new SignIn.Standing.Over("the token was revoked; sign in again");
    }
    return said.until() <= clockMillis.getAsLong()
        ? new SignIn.Standing.Over("the token has expired; sign in again")
        : new SignIn.Standing.Good(said.person());
  }

  /// What a token says, if it was made here.
  private Optional<Said> sealed(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 2 || token.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    try {
      Bytes json = Bytes.parse(parts[0]);
      byte[] given = Bytes.parse(parts[1]).toArray();
      return MessageDigest.isEqual(given, seal(json).toArray())
          ? Said.parse(json.toArray())
          : Optional.empty();
    } catch (IllegalArgumentException | NotStrict e) {
      return Optional.empty();
    }
  }

  void revoke(String token) {
    HubBook.Moment now = new HubBook.Moment(clockMillis.getAsLong());
    sealed(token).ifPresent(said -> book.end(said.number(), new HubBook.Moment(said.until()), now));
  }

  /// Also those that are made in this very millisecond.
  void revokeAll(Person person) {
    book.endAll(person, new HubBook.Moment(clockMillis.getAsLong() + 1));
  }
}
