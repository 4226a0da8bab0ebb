package skein.server.hub;

import java.util.Optional;
import skein.server.hosting.Bucket;
import skein.server.hosting.Person;
import skein.server.hosting.SignIn;
import skein.server.http.Problem;
import skein.server.http.Request;

/// Finds out which store a request is about, and whether whoever asks may use it: its owner may,
/// and nobody else, not even those who run the node.
record Door(SignIn signIn) {
  private static final String BEARER = "Bearer ";

  /// The header by which somebody says who he is, where that counts.
  static final String WORD = "X-Remote-User";

  /// The owner of the store that the path names, or of none of its parts.
  static Person owner(Request request) {
    return new Person(request.path("user"), request.path("domain"));
  }

  /// The store that the path names, without what follows its name.
  static Bucket bucket(Request request, String path) {
    try {
      return new Bucket(owner(request), path);
    } catch (IllegalArgumentException e) {
      throw Problem.absent(String.valueOf(e.getMessage()));
    }
  }

  /// @throws Problem 401 if it is not the owner who asks
  void admit(Request request, Person owner) {
    Person person = person(request);
    if (!person.domain().equals(owner.domain())) {
      throw refused("bad domain: you signed in for " + person.domain());
    }
    if (!person.user().equals(owner.user())) {
      throw refused("you signed in as " + person.user());
    }
  }

  private static Problem refused(String why) {
    return new Problem(401, "Incorrect authentication provided: " + why);
  }

  /// Who asks.
  ///
  /// @throws Problem 401 if he does not show it
  Person person(Request request) {
    Optional<String> token = token(request);
    if (token.isPresent()) {
      return switch (signIn.look(token.get())) {
        case SignIn.Standing.Good(Person person) -> person;
        case SignIn.Standing.Over(String why) -> throw refused(why);
        case SignIn.Standing.Unknown unknown ->
            throw refused("the token is not known here; sign in again");
      };
    }
    return request
        .header(WORD)
        .flatMap(signIn::claimed)
        .orElseThrow(() -> new Problem(401, "No authentication provided: sign in first"));
  }

  /// The token that comes with a request: in the address, where the ancestor's client puts it, or
  /// in a header.
  static Optional<String> token(Request request) {
    return request
        .query("auth")
        .or(
            () ->
                request
                    .header("Authorization")
                    .filter(value -> value.startsWith(BEARER))
                    .map(value -> value.substring(BEARER.length()).strip()));
  }
}
