package skein.server.hub;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import skein.core.value.SpaceId;
import skein.server.hosting.Bucket;
import skein.server.hosting.Person;
import skein.server.hosting.PersonalStores;
import skein.server.hosting.SignIn;

/// A hub: its stores, who may use them, and how it is set. `prefix`: where its addresses begin, as
/// `/sync`; `origins`: of the pages elsewhere that may use it, as browsers send them.
public record Hub(PersonalStores stores, SignIn signIn, Setting setting) {
  /// The usual prefix.
  public static final String PREFIX = "/sync";

  /// The time.
  long nowMillis() {
    return setting.clockMillis().getAsLong();
  }

  /// Whose token this is, if the space is a store of his.
  public Optional<Person> owner(String token, SpaceId space) {
    return signIn.look(token) instanceof SignIn.Standing.Good(Person person)
        ? stores.of(space).map(Bucket::owner).filter(person::equals)
        : Optional.empty();
  }

  /// How a hub is set. `poll`: how long clients are to wait before they ask again; `clockMillis`:
  /// the time.
  public record Setting(
      String prefix, Set<String> origins, Limits limits, Duration poll, LongSupplier clockMillis) {
    /// The usual time between two questions.
    public static final Duration POLL = Duration.ofMinutes(5);

    public Setting {
      origins = Set.copyOf(origins);
      if (!prefix.matches("(/[A-Za-z0-9_-]+)+")) {
        throw new IllegalArgumentException(
            "'" + prefix + "' cannot be the prefix of a hub; it is like /sync");
      }
      for (String origin : origins) {
        if (!origin.matches("https?://[^/?#]+")) {
          throw new IllegalArgumentException(
              "'" + origin + "' is no origin of pages; one is like https://app.example:8443");
        }
      }
    }
  }
}
