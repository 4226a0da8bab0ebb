package skein.server.hosting;

import java.util.List;
import java.util.Optional;

/// Others at whom people may sign in, and whose word counts here (OpenID Connect Core 1.0,
/// authorization code flow with PKCE). Port. Safe for all threads.
public interface Providers {
  /// Who they are: addresses.
  List<String> issuers();

  /// Somebody who goes to a provider. `audience`: the origin of the page that he signs in for;
  /// `back`: the address of this node where he comes back.
  record Visit(String audience, String back) {}

  /// Where to send him.
  sealed interface Sent {
    /// There; `secret`: what his browser keeps meanwhile, so that nobody else comes back for him.
    record To(String address, String secret) implements Sent {}

    /// Nowhere; `why`: a sentence.
    record Nowhere(String why) implements Sent {}
  }

  /// Where to send somebody who wants to sign in at this provider.
  ///
  /// @throws IllegalArgumentException if this is none of the issuers
  Sent send(String issuer, Visit visit);

  /// What somebody brings who comes back to `back`. `issuer`: who says that he sends him.
  record Return(String state, String code, String secret, String back, Optional<String> issuer) {}

  /// What came of it.
  sealed interface Came {
    /// An assertion for pages of this origin.
    record With(String assertion, String audience) implements Came {}

    /// Nothing; `why`: a sentence.
    record Without(String why) implements Came {}
  }

  /// What somebody who comes back can show.
  Came come(Return back);
}
