package skein.app.hub;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import skein.app.home.TokenBook;
import skein.core.value.Bytes;
import skein.server.hosting.Person;
import skein.server.hosting.SignIn;

/// The tokens by which people are known after they have signed in: a part of the hash of the
/// person, by which it is found, and a secret. Safe for all threads.
public final class Passes {
  /// How long a token is good.
  public static final Duration LIFE = Duration.ofDays(30);

  private static final int SECRET_BYTES = 24;
  private static final String FORM = "[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{32}";

  private final TokenBook book;
  private final LongSupplier clockMillis;
  private final SecureRandom random = new SecureRandom();

  public Passes(TokenBook book, LongSupplier clockMillis) {
    this.book = book;
    this.clockMillis = clockMillis;
  }

  SignIn.Pass issue(Person person) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    Bytes owner = TokenBook.owner(person);
    String token = owner.base64url() + "." + Bytes.of(secret).base64url();
    long now = clockMillis.getAsLong();
    long until = now + LIFE.toMillis();
    book.add(
        new TokenBook.Name(owner, hash(token)),
        new TokenBook.Token(person, new TokenBook.Moment(now), new TokenBook.Moment(until), false));
    return new SignIn.Pass(token, Instant.ofEpochMilli(until));
  }

  private static Bytes hash(String token) {
    return Bytes.sha256(Bytes.ofText(token));
  }

  /// What a token would be found by; empty for what cannot be one.
  private static Optional<TokenBook.Name> name(String token) {
    try {
      return token.matches(FORM)
          ? Optional.of(
              new TokenBook.Name(Bytes.parse(token.substring(0, token.indexOf('.'))), hash(token)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  SignIn.Standing look(String token) {
    return name(token)
        .flatMap(book::find)
        .map(this::standing)
        .orElseGet(SignIn.Standing.Unknown::new);
  }

  private SignIn.Standing standing(TokenBook.Token token) {
    if (token.until().millis() <= clockMillis.getAsLong()) {
      return new SignIn.Standing.Over("the token has expired; sign in again");
    }
    return token.isEnded()
        ? new SignIn.Standing.Over("this token was revoked; sign in again")
        : new SignIn.Standing.Good(token.person());
  }

  void revoke(String token) {
    name(token).ifPresent(book::end);
  }

  void revokeAll(Person person) {
    book.endAll(person);
  }
}
