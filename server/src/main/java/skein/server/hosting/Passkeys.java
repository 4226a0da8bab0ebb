package skein.server.hosting;

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
    /// An assertion for the page that he signs in for.
    record With(String assertion) implements Shown {}

    /// Nothing; `why`: a sentence.
    record Without(String why) implements Shown {}
  }

  /// What his browser needs to make a key (PublicKeyCredentialCreationOptions, as JSON).
  ///
  /// @throws IllegalArgumentException if nobody can be called so, or somebody is already
  Value creation(Site site, Newcomer newcomer);

  /// What a browser needs to use a key (PublicKeyCredentialRequestOptions, as JSON).
  Value request(Site site, String audience);

  /// Takes a key that a browser has made (RegistrationResponseJSON).
  Shown register(Site site, String credential);

  /// Looks at what a browser has signed with a key (AuthenticationResponseJSON).
  Shown use(Site site, String credential);
}
