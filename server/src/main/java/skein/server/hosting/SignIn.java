package skein.server.hosting;

import java.time.Instant;
import java.util.Optional;

/// Who people are, and the tokens by which they are known afterwards. Port. Safe for all threads.
public interface SignIn {
  /// What somebody brings to show who he is, and the origin of the page that he shows it for.
  record Assertion(String text, String audience) {}

  /// What an assertion is worth.
  sealed interface Verdict {
    /// It is true: this is his name, by the word of `issuer`.
    record Okay(String user, String issuer) implements Verdict {}

    /// It is not; `why`: a sentence.
    record Failed(String why) implements Verdict {}
  }

  /// A token, and how long it is good.
  record Pass(String token, Instant until) {}

  /// What a token says.
  sealed interface Standing {
    /// Whose it is.
    record Good(Person person) implements Standing {}

    /// It was good once; `why`: a sentence.
    record Over(String why) implements Standing {}

    /// It never was.
    record Unknown() implements Standing {}
  }

  /// Looks whether an assertion is true, and was made for this audience.
  Verdict verify(Assertion assertion);

  /// A number for whoever lets somebody else prove who he is to pages of this origin (the `nonce`
  /// of an ID token): good once, and for minutes.
  String nonce(String audience);

  /// Those at whom people may sign in; empty if their word does not count here.
  Optional<Providers> providers();

  /// Passkeys; empty if they do not count here.
  Optional<Passkeys> passkeys();

  /// Who somebody is by his mere word, as in the header `X-Remote-User`; empty where that counts
  /// for nothing.
  Optional<Person> claimed(String word);

  /// A new token for somebody, for this user and domain and no other.
  Pass issue(Person person);

  Standing look(String token);

  /// From now on this token is good no more.
  void revoke(String token);

  /// From now on no token is good that this person got until now.
  void revokeAll(Person person);

  /// What people must be told with every answer of the way they sign in; empty for nothing.
  Optional<String> notice();
}
