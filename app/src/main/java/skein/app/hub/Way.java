package skein.app.hub;

import java.util.Optional;
import skein.server.hosting.SignIn;

/// One way to show who one is. Safe for all threads.
interface Way {
  /// What an assertion is worth; empty if it is none of this way's.
  Optional<SignIn.Verdict> verify(SignIn.Assertion assertion);
}
