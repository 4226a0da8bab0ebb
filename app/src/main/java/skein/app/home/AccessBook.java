package skein.app.home;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import skein.core.value.Bytes;
import skein.core.value.Value;

/// Who was let into a space, and who is invited: `access.json`. It holds the hashes of tokens and
/// secrets, never themselves. Immutable.
public record AccessBook(List<Invitation> invitations, List<Guest> guests) {
  private static final long FORMAT = 1;

  /// How many invitations may be open; the oldest goes first.
  private static final int MOST_INVITATIONS = 100;

  /// Nobody.
  static final AccessBook EMPTY = new AccessBook(List.of(), List.of());

  /// What somebody may do.
  public enum Mode {
    READ("read"),
    WRITE("write");

    private final String text;

    Mode(String text) {
      this.text = text;
    }

    /// As files and people write it.
    public String text() {
      return text;
    }

    static Mode of(String text) {
      for (Mode mode : values()) {
        if (mode.text.equals(text)) {
          return mode;
        }
      }
      throw new IllegalArgumentException("'" + text + "' is neither read nor write");
    }
  }

  /// The SHA-256 of a token or secret, hex.
  public record Hash(String hex) {
    static Hash of(String secret) {
      return new Hash(Bytes.sha256(Bytes.ofText(secret)).hex());
    }
  }

  /// A one-time secret, good until a time.
  public record Invitation(Hash secret, Mode mode, Instant until) {}

  /// A peer that was let in. `name`: what it goes by here.
  public record Guest(String name, Hash token, Mode mode, Instant since) {}

  public AccessBook {
    invitations = List.copyOf(invitations);
    guests = List.copyOf(guests);
  }

  /// Who holds this token.
  public Optional<Guest> guest(String token) {
    Hash hash = Hash.of(token);
    return guests.stream().filter(guest -> guest.token().equals(hash)).findFirst();
  }

  /// The invitation that this secret opens, if it is still good.
  Optional<Invitation> invitation(String secret, Instant now) {
    Hash hash = Hash.of(secret);
    Predicate<Invitation> opens = open -> open.secret().equals(hash);
    return invitations.stream().filter(opens).filter(open -> open.until().isAfter(now)).findFirst();
  }

  AccessBook with(Invitation invitation, Instant now) {
    List<Invitation> open = new ArrayList<>(invitations);
    open.removeIf(one -> !one.until().isAfter(now));
    open.add(invitation);
    int first = Math.max(0, open.size() - MOST_INVITATIONS);
    return new AccessBook(open.subList(first, open.size()), guests);
  }

  /// After an invitation was taken up; a name that is taken gets a number.
  AccessBook admitting(Invitation taken, Guest guest) {
    List<Invitation> open = new ArrayList<>(invitations);
    open.remove(taken);
    List<Guest> all = new ArrayList<>(guests);
    all.add(new Guest(free(guest.name()), guest.token(), guest.mode(), guest.since()));
    return new AccessBook(open, all);
  }

  private String free(String name) {
    String free = name;
    for (int i = 2; isTaken(free); i++) {
      free = name + "-" + i;
    }
    return free;
  }

  private boolean isTaken(String name) {
    return guests.stream().anyMatch(guest -> guest.name().equals(name));
  }

  /// Without the guest of this name: his token is good no more.
  AccessBook without(String name) {
    return new AccessBook(
        invitations, guests.stream().filter(guest -> !guest.name().equals(name)).toList());
  }

  /// Reads the file; `IllegalArgumentException` or `NotStrict` says what is wrong with it.
  static AccessBook parse(byte[] json) {
    Fields fields = Fields.parse(json);
    return new AccessBook(
        fields.objects("invitations").stream().map(AccessBook::invitation).toList(),
        fields.objects("guests").stream().map(AccessBook::guest).toList());
  }

  private static Invitation invitation(Fields fields) {
    return new Invitation(
        new Hash(fields.text("secret")),
        Mode.of(fields.text("mode")),
        Instant.parse(fields.text("until")));
  }

  private static Guest guest(Fields fields) {
    return new Guest(
        fields.text("name"),
        new Hash(fields.text("token")),
        Mode.of(fields.text("mode")),
        Instant.parse(fields.text("since")));
  }

  byte[] json() {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("v", Value.of(FORMAT));
    fields.put("invitations", Value.of(invitations.stream().map(AccessBook::json).toList()));
    fields.put("guests", Value.of(guests.stream().map(AccessBook::json).toList()));
    return Fields.line(fields);
  }

  private static Value json(Invitation invitation) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("secret", Value.of(invitation.secret().hex()));
    fields.put("mode", Value.of(invitation.mode().text()));
    fields.put("until", Value.of(invitation.until().toString()));
    return Value.of(fields);
  }

  private static Value json(Guest guest) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("name", Value.of(guest.name()));
    fields.put("token", Value.of(guest.token().hex()));
    fields.put("mode", Value.of(guest.mode().text()));
    fields.put("since", Value.of(guest.since().toString()));
    return Value.of(fields);
  }
}
