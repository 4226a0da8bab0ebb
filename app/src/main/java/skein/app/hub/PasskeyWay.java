package skein.app.hub;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.LongSupplier;
import skein.app.home.PasskeyBook;
import skein.app.home.PasskeyBook.Credential;
import skein.app.home.PasskeyBook.Holder;
import skein.app.passkey.Ceremony;
import skein.app.passkey.Ceremony.Seen;
import skein.core.value.Bytes;
import skein.core.value.Value;
import skein.server.hosting.Passkeys;
import skein.server.hosting.Rate;
import skein.server.hosting.SignIn;
import skein.server.shape.Doc;

/// Signing in by passkey. Whoever comes first has a name; it has no `@`, so nobody gets by it what
/// belongs to an address of mail. An assertion is a slip that this node gives out for one audience,
/// once a key has signed.
final class PasskeyWay implements Way, Passkeys {
  private static final String NAME = "[\\p{Ll}\\p{Lo}\\p{N}][\\p{Ll}\\p{Lo}\\p{N}._-]{0,63}";

  /// How many keys are made at once, and a second.
  private static final Rate.Often NEWCOMERS = new Rate.Often(100, 5);

  private final PasskeyBook book;
  private final Slips slips;
  private final Ceremony ceremony = new Ceremony();
  private final Rate newcomers;

  PasskeyWay(PasskeyBook book, Slips slips, LongSupplier clockMillis) {
    this.book = book;
    this.slips = slips;
    this.newcomers = new Rate(NEWCOMERS, () -> clockMillis.getAsLong() * 1_000_000);
  }

  @Override
  public Optional<SignIn.Verdict> verify(SignIn.Assertion assertion) {
    return slips.isOurs(assertion.text())
        ? Optional.of(
            slips
                .take(Slips.Use.PROOF, assertion.text())
                .filter(slip -> slip.audience().equals(assertion.audience()))
                .<SignIn.Verdict>map(slip -> new SignIn.Verdict.Okay(slip.subject(), "passkey"))
                .orElseGet(
                    () ->
                        new SignIn.Verdict.Failed(
                            "the assertion was made for another audience, is too old, or was used"
                                + " before; sign in again")))
        : Optional.empty();
  }

  @Override
  public Value creation(Site site, Newcomer newcomer) {
    String name = newcomer.name().strip().toLowerCase(Locale.ROOT);
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "a name has 1 to 64 letters, digits or . _ -, and begins with a letter or digit");
    }
    Bytes handle = Holder.handle(name);
    if (book.find(handle).isPresent()) {
      throw new IllegalArgumentException(
          "somebody is called '" + name + "' already; choose another name, or sign in");
    }
    Doc user = new Doc().put("id", handle.base64url()).put("name", name).put("displayName", name);
    Doc selection =
        new Doc()
            .put("residentKey", "required")
            .put("requireResidentKey", true)
            .put("userVerification", "required");
    return new Doc()
        .put("rp", new Doc().put("id", site.host()).put("name", site.host()).value())
        .put("user", user.value())
        .put("challenge", challenge(newcomer.audience(), name))
        .put("pubKeyCredParams", Value.of(Ceremony.ALGORITHMS.stream().map(this::kind).toList()))
        .put("timeout", Slips.LIFE.toMillis())
        .put("authenticatorSelection", selection.value())
        .put("attestation", "none")
        .value();
  }

  private Value kind(long algorithm) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("type", Value.of("public-key"));
    fields.put("alg", Value.of(algorithm));
    return Value.of(fields);
  }

  /// @param name whose key is to be made, empty if one is to be used
  private String challenge(String audience, String name) {
    String slip = slips.give(new Slips.Slip(Slips.Use.CHALLENGE, audience, name));
    return Bytes.ofText(slip).base64url();
  }

  @Override
  public Value request(Site site, String audience) {
    return new Doc()
        .put("challenge", challenge(audience, ""))
        .put("rpId", site.host())
        .put("timeout", Slips.LIFE.toMillis())
        .put("userVerification", "required")
        .value();
  }

  @Override
  public Shown register(Site site, String credential) {
    return switch (ceremony.made(site, credential)) {
      case Seen.Bad<Credential>(String why) -> new Shown.Without(why);
      case Seen.Good<Credential>(String challenge, Credential key) -> {
        Optional<Slips.Slip> asked = asked(challenge, true);
        if (asked.isEmpty()) {
          yield late();
        }
        if (!newcomers.take()) {
          yield new Shown.Without("many people are making passkeys just now; try again later");
        }
        String name = asked.get().subject();
        yield book.add(new Holder(name, List.of(key)))
            ? proof(asked.get().audience(), name)
            : new Shown.Without("somebody is called '" + name + "' already");
      }
    };
  }

  private Optional<Slips.Slip> asked(String challenge, boolean isNew) {
    return slips
        .take(Slips.Use.CHALLENGE, challenge)
        .filter(slip -> slip.subject().isEmpty() != isNew);
  }

  private static Shown.Without late() {
    return new Shown.Without("this took too long, or was tried before; begin again");
  }

  private Shown proof(String audience, String user) {
    return new Shown.With(slips.give(new Slips.Slip(Slips.Use.PROOF, audience, user)));
  }

  @Override
  public Shown use(Site site, String credential) {
    Optional<Ceremony.Claim> claim = ceremony.claim(credential);
    Optional<Holder> holder = claim.flatMap(one -> book.find(one.handle()));
    Optional<Credential> key =
        claim.flatMap(one -> holder.flatMap(found -> found.credential(one.id())));
    if (claim.isEmpty() || holder.isEmpty() || key.isEmpty()) {
      return new Shown.Without("this passkey is not known here");
    }
    return switch (ceremony.used(site, credential, key.get())) {
      case Seen.Bad<Credential>(String why) -> new Shown.Without(why);
      case Seen.Good<Credential>(String challenge, Credential counted) -> {
        Optional<Slips.Slip> asked = asked(challenge, false);
        if (asked.isEmpty()) {
          yield late();
        }
        book.used(claim.get().handle(), counted);
        yield proof(asked.get().audience(), holder.get().user());
      }
    };
  }
}
