package skein.app.hub;

import java.util.Optional;
import skein.server.hosting.Person;
import skein.server.hosting.SignIn;

/// Believes everybody: for those who write an app, on their own machine. An assertion is the plain
/// name of whoever signs in.
record DevWay() implements Way {
  private static final String NAME = "[^@/\\s]+@[^@/\\s]+";

  @Override
  public Optional<SignIn.Verdict> verify(SignIn.Assertion assertion) {
    return Optional.of(
        assertion.text().matches(NAME)
            ? new SignIn.Verdict.Okay(assertion.text(), "development")
            : new SignIn.Verdict.Failed(
                "in the development mode an assertion is an address of mail, as ann@example.com"));
  }

  /// `email/domain`.
  Optional<Person> claimed(String word) {
    int slash = word.lastIndexOf('/');
    return slash > 0 && word.substring(0, slash).matches(NAME) && slash + 1 < word.length()
        ? Optional.of(new Person(word.substring(0, slash), word.substring(slash + 1)))
        : Optional.empty();
  }
}
