package skein.app.hub;

import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import skein.app.home.PasskeyBook;
import skein.app.home.PasskeyHolder;
import skein.app.home.PasskeyHolder.Credential;
import skein.app.home.PasskeyHolder.Passkey;
import skein.app.home.PasskeyLink;
import skein.app.passkey.Ceremony;
import skein.app.passkey.Ceremony.Seen;
import skein.core.value.Bytes;
import skein.core.value.Value;
import skein.server.hosting.Passkeys;
import skein.server.hosting.Person;

/// People see their passkeys, add some and remove some: by a slip that they get when one has
/// signed, or with a link of whoever runs the node. Safe for all threads.
final class Keyrings {
  private static final String LABEL = "[^\\p{Cc}]{0,64}";

  private final PasskeyBook book;
  private final Slips slips;
  private final Passes passes;
  private final LongSupplier clockMillis;
  private final Ceremony ceremony = new Ceremony();

  Keyrings(PasskeyBook book, Slips slips, Passes passes, LongSupplier clockMillis) {
    this.book = book;
    this.slips = slips;
    this.passes = passes;
    this.clockMillis = clockMillis;
  }

  private static IllegalArgumentException over() {
    return new IllegalArgumentException(
        "this took too long, or the passkey was removed; use a passkey again");
  }

  /// What somebody gets whose key has signed, for pages of this origin.
  Passkeys.Shown shown(String audience, Signed signed) {
    return new Passkeys.Shown.With(
        slips.give(new Slips.Slip(Slips.Use.PROOF, audience, signed.text())),
        slips.give(new Slips.Slip(Slips.Use.KEYS, audience, signed.text())));
  }

  /// Who may add a key, and for pages of which origin he signs in; `taken`: how he stands after he
  /// has made use of that, which is refused if it is not good, or no more.
  private record May(PasskeyHolder holder, String audience, UnaryOperator<PasskeyHolder> taken) {}

  private May may(Passkeys.Site site, Passkeys.Leave leave) {
    return switch (leave) {
      case Passkeys.Leave.Slip(String text) -> {
        Slips.Slip slip = slips.look(Slips.Use.KEYS, text).orElseThrow(Keyrings::over);
        Signed signed = Signed.parse(slip.subject());
        yield new May(holder(signed), slip.audience(), one -> require(signed, one));
      }
      case Passkeys.Leave.Link(String text) -> {
        PasskeyLink link = PasskeyLink.parse(text);
        PasskeyHolder holder =
            book.find(PasskeyHolder.handle(link.user())).orElseThrow(PasskeyLink::unknown);
        yield new May(holder, site.origin(), one -> one.taking(link, now()));
      }
    };
  }

  private PasskeyHolder holder(Signed signed) {
    return signed.holder(book).orElseThrow(Keyrings::over);
  }

  private static PasskeyHolder require(Signed signed, PasskeyHolder holder) {
    if (!signed.isOf(holder)) {
      throw over();
    }
    return holder;
  }

  private Instant now() {
    return Instant.ofEpochMilli(clockMillis.getAsLong());
  }

  Value options(Passkeys.Site site, Passkeys.Leave leave) {
    May may = may(site, leave);
    PasskeyHolder holder = may.taken().apply(may.holder());
    String slip = slips.give(new Slips.Slip(Slips.Use.FURTHER, may.audience(), holder.user()));
    return new CeremonyOptions(site, slip).creation(holder);
  }

  Passkeys.Shown add(Passkeys.Site site, Passkeys.Addition addition) {
    May may = may(site, addition.leave());
    String user = may.taken().apply(may.holder()).user();
    String label = addition.label().strip();
    if (!label.matches(LABEL)) {
      throw new IllegalArgumentException("what a passkey is called has at most 64 characters");
    }
    return switch (ceremony.made(site, addition.credential())) {
      case Seen.Bad<Credential>(String why) -> new Passkeys.Shown.Without(why);
      case Seen.Good<Credential>(String challenge, Credential made) -> {
        Optional<Slips.Slip> asked =
            slips.take(Slips.Use.FURTHER, challenge).filter(slip -> slip.subject().equals(user));
        if (asked.isEmpty()) {
          yield PasskeyWay.late();
        }
        yield note(may, new Passkey(made, label, now(), null))
            ? shown(may.audience(), Signed.by(user, made.id()))
            : new Passkeys.Shown.Without(
                "this passkey is known already, or there are too many; remove one first");
      }
    };
  }

  private boolean note(May may, Passkey key) {
    Bytes handle = PasskeyHolder.handle(may.holder().user());
    return book.change(handle, holder -> may.taken().apply(holder).with(key)).isPresent();
  }

  Passkeys.Keyring keys(String slip) {
    return ring(holder(signed(slip)));
  }

  private Signed signed(String slip) {
    return slips
        .look(Slips.Use.KEYS, slip)
        .map(found -> Signed.parse(found.subject()))
        .orElseThrow(Keyrings::over);
  }

  /// Whoever lost a device is signed in on it, maybe: so every token of his ends.
  Passkeys.Keyring remove(Passkeys.Chosen chosen) {
    Signed signed = signed(chosen.slip());
    Bytes id = Bytes.parse(chosen.id());
    if (signed.isBy(id)) {
      throw new IllegalArgumentException(
          "you have just used this passkey; use another one, and then remove this");
    }
    PasskeyHolder rest =
        book.change(
                PasskeyHolder.handle(signed.user()), holder -> require(signed, holder).without(id))
            .orElseThrow(() -> new IllegalArgumentException("this passkey was removed already"));
    rest.domains().forEach(domain -> passes.revokeAll(new Person(rest.user(), domain)));
    return ring(rest);
  }

  private static Passkeys.Keyring ring(PasskeyHolder holder) {
    return new Passkeys.Keyring(
        holder.user(),
        holder.keys().stream()
            .map(key -> new Passkeys.Key(key.id().base64url(), key.label(), key.made(), key.used()))
            .toList());
  }
}
