package skein.app.hub;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import skein.app.home.PasskeyBook;
import skein.app.home.PasskeyHolder;
import skein.app.home.PasskeyHolder.Credential;
import skein.app.home.PasskeyHolder.Passkey;
import skein.app.passkey.Ceremony;
import skein.app.passkey.Ceremony.Seen;
import skein.core.value.Value;
import skein.server.hosting.Passkeys;
import skein.server.hosting.Person;
import skein.server.hosting.Rate;
import skein.server.hosting.SignIn;

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
  private final LongSupplier clockMillis;
  private final Keyrings keyrings;

  PasskeyWay(PasskeyBook book, Slips slips, Passes passes, LongSupplier clockMillis) {
    this.book = book;
    this.slips = slips;
    this.clockMillis = clockMillis;
    this.keyrings = new Keyrings(book, slips, passes, clockMillis);
    this.newcomers = new Rate(NEWCOMERS, () -> clockMillis.getAsLong() * 1_000_000);
  }

  @Override
  public Optional<SignIn.Verdict> verify(SignIn.Assertion assertion) {
    return slips.isOurs(assertion.text())
        ? Optional.of(
            slips
                .take(Slips.Use.PROOF, assertion.text())
                .filter(slip -> slip.audience().equals(assertion.audience()))
                .flatMap(slip -> Signed.parse(slip.subject()).holder(book))
                .<SignIn.Verdict>map(holder -> new SignIn.Verdict.Okay(holder.user(), "passkey"))
                .orElseGet(
                    () ->
                        new SignIn.Verdict.Failed(
                            "the assertion was made for another audience, is too old, or was used"
                                + " before; sign in again")))
        : Optional.empty();
  }

  /// Somebody gets a token, maybe one who came this way: it ends when he removes a key.
  void entered(Person person) {
    book.change(PasskeyHolder.handle(person.user()), holder -> holder.under(person.domain()));
  }

  @Override
  public Value creation(Site site, Newcomer newcomer) {
    String name = newcomer.name().strip().toLowerCase(Locale.ROOT);
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "a name has 1 to 64 letters, digits or . _ -, and begins with a letter or digit");
    }
    if (book.find(PasskeyHolder.handle(name)).isPresent()) {
      throw new IllegalArgumentException(
          "somebody is called '" + name + "' already; choose another name, or sign in");
    }
    return new CeremonyOptions(site, challenge(newcomer.audience(), name))
        .creation(PasskeyHolder.named(name, List.of()));
  }

  /// @param name whose key is to be made, empty if one is to be used
  private String challenge(String audience, String name) {
    return slips.give(new Slips.Slip(Slips.Use.CHALLENGE, audience, name));
  }

  @Override
  public Value further(Site site, Leave leave) {
    return keyrings.options(site, leave);
  }

  @Override
  public Value request(Site site, String audience) {
    return new CeremonyOptions(site, challenge(audience, "")).request();
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
        Passkey first = new Passkey(key, "", now(), null);
        yield book.add(PasskeyHolder.named(name, List.of(first)))
            ? shown(asked.get(), name, key)
            : new Shown.Without("somebody is called '" + name + "' already");
      }
    };
  }

  private Instant now() {
    return Instant.ofEpochMilli(clockMillis.getAsLong());
  }

  private Optional<Slips.Slip> asked(String challenge, boolean isNew) {
    return slips
        .take(Slips.Use.CHALLENGE, challenge)
        .filter(slip -> slip.subject().isEmpty() != isNew);
  }

  static Shown.Without late() {
    return new Shown.Without("this took too long, or was tried before; begin again");
  }

  private Shown shown(Slips.Slip asked, String user, Credential key) {
    return keyrings.shown(asked.audience(), Signed.by(user, key.id()));
  }

  @Override
  public Shown add(Site site, Addition addition) {
    return keyrings.add(site, addition);
  }

  @Override
  public Shown use(Site site, String credential) {
    Optional<Ceremony.Claim> claim = ceremony.claim(credential);
    Optional<PasskeyHolder> holder = claim.flatMap(one -> book.find(one.handle()));
    Optional<Passkey> key = claim.flatMap(one -> holder.flatMap(found -> found.key(one.id())));
    if (claim.isEmpty() || holder.isEmpty() || key.isEmpty()) {
      return unknown();
    }
    return switch (ceremony.used(site, credential, key.get().credential())) {
      case Seen.Bad<Credential>(String why) -> new Shown.Without(why);
      case Seen.Good<Credential>(String challenge, Credential counted) -> {
        Optional<Slips.Slip> asked = asked(challenge, false);
        if (asked.isEmpty()) {
          yield late();
        }
        yield book.change(claim.get().handle(), found -> found.used(counted, now()))
            .map(found -> shown(asked.get(), found.user(), counted))
            .orElseGet(PasskeyWay::unknown);
      }
    };
  }

  private static Shown unknown() {
    return new Shown.Without("this passkey is not known here");
  }

  @Override
  public Keyring keys(String slip) {
    return keyrings.keys(slip);
  }

  @Override
  public Keyring remove(Chosen chosen) {
    return keyrings.remove(chosen);
  }
}
