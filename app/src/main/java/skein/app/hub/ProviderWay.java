package skein.app.hub;

import java.util.List;
import java.util.Optional;
import skein.app.oidc.IdToken;
import skein.app.oidc.Oidc;
import skein.server.hosting.Providers;
import skein.server.hosting.SignIn;

/// Signing in at providers: an assertion is an ID token, whose nonce this node gave out for the
/// very pages that it is shown for. So what one page gets is of no use for the stores of another.
record ProviderWay(Oidc oidc, Slips slips) implements Way, Providers {
  @Override
  public Optional<SignIn.Verdict> verify(SignIn.Assertion assertion) {
    return IdToken.isOne(assertion.text()) ? Optional.of(verdict(assertion)) : Optional.empty();
  }

  private SignIn.Verdict verdict(SignIn.Assertion assertion) {
    return switch (oidc.verify(assertion.text())) {
      case IdToken.Bad(String why) -> new SignIn.Verdict.Failed(why);
      case IdToken.Good good -> {
        Optional<Slips.Slip> nonce = slips.take(Slips.Use.NONCE, good.nonce());
        yield nonce.filter(slip -> slip.audience().equals(assertion.audience())).isPresent()
            ? new SignIn.Verdict.Okay(good.mail(), good.issuer())
            : new SignIn.Verdict.Failed(
                "the ID token's nonce was not given out for this audience, is too old, or was used"
                    + " before; sign in again");
      }
    };
  }

  @Override
  public List<String> issuers() {
    return oidc.issuers();
  }

  @Override
  public Sent send(String issuer, Visit visit) {
    String state = slips.give(new Slips.Slip(Slips.Use.STATE, visit.audience(), issuer));
    String nonce = slips.give(new Slips.Slip(Slips.Use.NONCE, visit.audience(), ""));
    Oidc.Flow flow = new Oidc.Flow(visit.back(), verifier(state));
    return switch (oidc.address(issuer, flow, new Oidc.Marks(state, nonce))) {
      case Oidc.Done(String address) -> new Sent.To(address, slips.secretOf(state));
      case Oidc.Undone(String why) -> new Sent.Nowhere(why);
    };
  }

  /// What shows the provider that the one who asks for the ID token is the one who sent for it (RFC
  /// 7636).
  private String verifier(String state) {
    return slips.secretOf("verifier of " + state);
  }

  @Override
  public Came come(Return back) {
    Optional<Slips.Slip> state =
        slips.isSecretOf(back.state(), back.secret())
            ? slips.take(Slips.Use.STATE, back.state())
            : Optional.empty();
    if (state.isEmpty()) {
      return new Came.Without("this browser did not begin to sign in here lately; begin again");
    }
    String issuer = state.get().subject();
    if (back.issuer().filter(one -> !one.equals(issuer)).isPresent()) {
      return new Came.Without("another provider sent the answer than the one that was asked");
    }
    Oidc.Flow flow = new Oidc.Flow(back.back(), verifier(back.state()));
    return switch (oidc.exchange(issuer, flow, back.code())) {
      case Oidc.Done(String token) -> new Came.With(token, state.get().audience());
      case Oidc.Undone(String why) -> new Came.Without(why);
    };
  }
}
