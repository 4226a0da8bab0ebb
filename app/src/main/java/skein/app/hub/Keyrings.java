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

/// People see their passkeys, add some and remove some: by a slip that they get when one has
/// signed, or with a link of whoever runs the node. Safe for all threads.
final class Keyrings {
  private static final String LABEL = "[^\\p{Cntrl}]{0,64}";

  private final PasskeyBook book;
  private final Slips slips;
  private final LongSupplier clockMillis;
  private final Ceremony ceremony = new Ceremony();

  Keyrings(PasskeyBook book, Slips slips, LongSupplier clockMillis) {
    this.book = book;
    this.slips = slips;
    this.clockMillis = clockMillis;
  }

  /// Whose key has signed, and its id. A slip hangs on that very key: once it is removed, as it was
  /// lost, whoever found it can change nothing.
  private record Signed(String user, Bytes id) {
    /// A name has no blank.
    private String text() {
      return user + " " + id.base64url();
    }

    private static Signed parse(String text) {
      int blank = text.indexOf(' ');
      return new Signed(text.substring(0, blank), Bytes.parse(text.substring(blank + 1)));
    }

    private PasskeyHolder require(PasskeyHolder holder) {
      if (holder.key(id).isEmpty()) {
        throw over();
      }
      return holder;
    }
  }

  private static IllegalArgumentException over() {
    return new IllegalArgumentException(
        "this took too long, or the passkey was removed; use a passkey again");
  }

  /// What somebody gets whose key has signed.
  Passkeys.Shown shown(Slips.Slip proof, Bytes id) {
    String signed = new Signed(proof.subject(), id).text();
    return new Passkeys.Shown.With(
        slips.give(proof), slips.give(new Slips.Slip(Slips.Use.KEYS, proof.audience(), signed)));
  }

  /// Who may add a key, and for pages of which origin he signs in; `taken`: how he stands after he
  /// has made use of that, which is refused if it is not good, or no more.
  private record May(PasskeyHolder holder, String audience, UnaryOperator<PasskeyHolder> taken) {}

  private May may(Passkeys.Site site, Passkeys.Leave leave) {
    return switch (leave) {
      case Passkeys.Leave.Slip(String text) -> {
        Slips.Slip slip = slips.look(Slips.Use.KEYS, text).orElseThrow(Keyrings::over);
        Signed signed = Signed.parse(slip.subject());
        yield new May(holder(signed), slip.audience(), signed::require);
      }
      case Passkeys.Leave.Link(String text) -> {
        PasskeyLink link = PasskeyLink.parse(text);
        PasskeyHolder holder =
            book.find(PasskeyHolder.handle(link.user())).orElseThrow(PasskeyLink::unknown);
        yield new May(holder, site.origin(), now -> now.taking(link, now()));
      }
    };
  }

  private PasskeyHolder holder(Signed signed) {
    return book.find(PasskeyHolder.handle(signed.user()))
        .map(signed::require)
        .orElseThrow(Keyrings::over);
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
      throw new IllegalArgumentException("a passkey is called by at most 64 characters");
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
            ? shown(new Slips.Slip(Slips.Use.PROOF, may.audience(), user), made.id())
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

  Passkeys.Keyring remove(Passkeys.Chosen chosen) {
    Signed signed = signed(chosen.slip());
    Bytes id = Bytes.parse(chosen.id());
    if (id.equals(signed.id())) {
      throw new IllegalArgumentException(
          "you have just used this passkey; use another one, and then remove this");
    }
    return book.change(
            PasskeyHolder.handle(signed.user()), holder -> signed.require(holder).without(id))
        .map(Keyrings::ring)
        .orElseThrow(() -> new IllegalArgumentException("this passkey was removed already"));
  }

  private static Passkeys.Keyring ring(PasskeyHolder holder) {
    return new Passkeys.Keyring(
        holder.user(),
        holder.keys().stream()
            .map(key -> new Passkeys.Key(key.id().base64url(), key.label(), key.made(), key.used()))
            .toList());
  }
}
