package skein.app.hub;

import java.util.Optional;
import skein.server.hosting.Person;
import skein.server.hosting.SignIn;

/// Believes everybody: for those who write an app, on their own machine. Safe for all threads.
public record DevSignIn(Passes passes) implements SignIn {
  private static final String NAME = "[^@/\\s]+@[^@/\\s]+";

  /// An assertion is the plain name of whoever signs in.
  @Override
  public Verdict verify(Assertion assertion) {
    return assertion.text().matches(NAME)
        ? new Verdict.Okay(assertion.text(), "development")
        : new Verdict.Failed(
            "in the development mode an assertion is an address of mail, as ann@example.com");
  }

  /// `email/domain`.
  @Override
  public Optional<Person> claimed(String word) {
    int slash = word.lastIndexOf('/');
    return slash > 0 && word.substring(0, slash).matches(NAME) && slash + 1 < word.length()
        ? Optional.of(new Person(word.substring(0, slash), word.substring(slash + 1)))
        : Optional.empty();
  }

  @Override
  public Pass issue(Person person) {
    return passes.issue(person);
  }

  @Override
  public Standing look(String token) {
    return passes.look(token);
  }

  @Override
  public void revoke(String token) {
    passes.revoke(token);
  }

  @Override
  public void revokeAll(Person person) {
    passes.revokeAll(person);
  }

  @Override
  public Optional<String> notice() {
    return Optional.of("everybody is believed to be who he says he is (serve --hub-dev)");
  }
}
