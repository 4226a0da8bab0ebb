package skein.server.hosting;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.value.Value;

/// Keys that people keep in their devices, and show to sign in (WebAuthn, level 3). Port. Safe for
/// all threads.
public interface Passkeys {
  /// Where somebody shows a key: the origin of the page, and the name of its host.
  record Site(String origin, String host) {}

  /// Somebody who makes a key: the origin of the page that he signs in for, and what he wants to be
  /// called.
  record Newcomer(String audience, String name) {}

  /// What came of showing a key.
  sealed interface Shown {
    /// An assertion for the page that he signs in for; and a slip, by which he sees his keys and
    /// changes them, for some minutes.
    record With(String assertion, String slip) implements Shown {}

    /// Nothing; `why`: a sentence.
    record Without(String why) implements Shown {}
  }

  /// By what somebody may add a key.
  sealed interface Leave {
    /// A slip that he got for showing one.
    record Slip(String text) implements Leave {}

    /// A link that those who run the node gave him.
    record Link(String text) implements Leave {}
  }

  /// One more key of somebody: what he calls it, and what the browser says of it
  /// (RegistrationResponseJSON).
  record Addition(Leave leave, String label, String credential) {}

  /// A key. `label`: empty for none.
  ///
  /// @param made null if it is not known
  /// @param used when it has signed last; null if it is not known
  record Key(String id, String label, @Nullable Instant made, @Nullable Instant used) {}

  /// Whose keys, and which.
  record Keyring(String user, List<Key> keys) {
    public Keyring {
      keys = List.copyOf(keys);
    }
  }

  /// One of the keys of whoever has the slip.
  record Chosen(String slip, String id) {}

  /// What his browser needs to make a key (PublicKeyCredentialCreationOptions, as JSON).
  ///
  /// @throws IllegalArgumentException if nobody can be called so, or somebody is already
  Value creation(Site site, Newcomer newcomer);

  /// What his browser needs to make one more key, on a device that has none of his yet.
  ///
  /// @throws IllegalArgumentException if he may not, or not any more
  Value further(Site site, Leave leave);

  /// What a browser needs to use a key (PublicKeyCredentialRequestOptions, as JSON).
  Value request(Site site, String audience);

  /// Takes a key that a browser has made (RegistrationResponseJSON).
  Shown register(Site site, String credential);

  /// Takes one more key.
  ///
  /// @throws IllegalArgumentException if he may not, or not any more
  Shown add(Site site, Addition addition);

  /// Looks at what a browser has signed with a key (AuthenticationResponseJSON).
  Shown use(Site site, String credential);

  /// The keys of whoever has this slip.
  ///
  /// @throws IllegalArgumentException if it is good no more
  Keyring keys(String slip);

  /// Removes one, not the one that the slip was got with: so one always stays. Gives the others.
  ///
  /// @throws IllegalArgumentException if that cannot be, or the slip is good no more
  Keyring remove(Chosen chosen);
}
