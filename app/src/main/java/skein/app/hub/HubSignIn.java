package skein.app.hub;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import skein.app.home.NodeFiles;
import skein.app.oidc.Oidc;
import skein.server.hosting.Passkeys;
import skein.server.hosting.Person;
import skein.server.hosting.Providers;
import skein.server.hosting.SignIn;

/// How people sign in at a home that is a hub: by the ways that were chosen, of which each knows
/// its own assertions. Safe for all threads.
public final class HubSignIn implements SignIn {
  private final Passes passes;
  private final Slips slips;
  private final Optional<DevWay> dev;
  private final Optional<ProviderWay> providers;
  private final Optional<PasskeyWay> passkeys;

  /// Which ways count. `development`: everybody is believed; `passkeys`: whoever makes a passkey is
  /// let in; `clients`: what this node is at providers.
  public record Wish(boolean development, boolean passkeys, List<Oidc.Client> clients) {
    public Wish {
      clients = List.copyOf(clients);
    }

    /// Everybody is believed, and nothing else counts.
    public static final Wish DEVELOPMENT = new Wish(true, false, List.of());

    /// True if nobody can sign in.
    public boolean isEmpty() {
      return !development && !passkeys && clients.isEmpty();
    }
  }

  public HubSignIn(NodeFiles files, LongSupplier clockMillis, Wish wish) {
    this.passes = new Passes(files.tokens(), clockMillis);
    this.slips = new Slips(clockMillis);
    this.dev = wish.development() ? Optional.of(new DevWay()) : Optional.empty();
    this.providers =
        wish.clients().isEmpty()
            ? Optional.empty()
            : Optional.of(new ProviderWay(new Oidc(wish.clients(), clockMillis), slips));
    this.passkeys =
        wish.passkeys()
            ? Optional.of(new PasskeyWay(files.passkeys(), slips, passes, clockMillis))
            : Optional.empty();
  }

  /// The development mode stands last: it takes everything for its own.
  @Override
  public Verdict verify(Assertion assertion) {
    return Stream.<Optional<? extends Way>>of(providers, passkeys, dev)
        .flatMap(Optional::stream)
        .flatMap(way -> way.verify(assertion).stream())
        .findFirst()
        .orElseGet(() -> new Verdict.Failed("an assertion of this kind does not count here"));
  }

  @Override
  public String nonce(String audience) {
    return slips.give(new Slips.Slip(Slips.Use.NONCE, audience, ""));
  }

  @Override
  public Optional<Providers> providers() {
    return providers.map(way -> way);
  }

  @Override
  public Optional<Passkeys> passkeys() {
    return passkeys.map(way -> way);
  }

  @Override
  public Optional<Person> claimed(String word) {
    return dev.flatMap(way -> way.claimed(word));
  }

  @Override
  public Pass issue(Person person) {
    passkeys.ifPresent(way -> way.entered(person));
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
    return dev.map(way -> "everybody is believed to be who he says he is (serve --hub-dev)");
  }
}
