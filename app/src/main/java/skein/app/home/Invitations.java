package skein.app.home;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.core.history.Charter;
import skein.core.history.Grant;
import skein.core.replica.Signer;
import skein.core.value.Bytes;

/// Invites replicas into one space and lets them in: makes one-time secrets, and gives tokens and
/// grants for them. Safe for all threads and several processes.
public final class Invitations {
  private static final int SECRET_BYTES = 24;

  private final AccessFile file;
  private final Charter charter;
  private final @Nullable Bytes owner;
  private final Signer signer;
  private final SecureRandom random = new SecureRandom();

  /// @param owner the secret of the owner key, null if it is not here
  Invitations(AccessFile file, Charter charter, @Nullable Bytes owner, Signer signer) {
    this.file = file;
    this.charter = charter;
    this.owner = owner;
    this.signer = signer;
  }

  /// What to invite to, and for how long.
  public record Offer(AccessBook.Mode mode, Duration lasts) {}

  /// A fresh one-time secret.
  ///
  /// @throws Refusal if this home cannot give what is offered
  public String invite(Offer offer, Instant now) {
    if (needsGrant(offer.mode()) && owner == null) {
      throw new Refusal(
          "only replicas with a grant may write to this space, and its owner key is not in this"
              + " home; invite from where the space was made, or with --read-only");
    }
    String secret = fresh();
    var invitation =
        new AccessBook.Invitation(
            AccessBook.Hash.of(secret), offer.mode(), now.plus(offer.lasts()));
    return file.change(book -> new AccessFile.Changed<>(book.with(invitation, now), secret));
  }

  private boolean needsGrant(AccessBook.Mode mode) {
    return mode == AccessBook.Mode.WRITE && charter.write() == Charter.Access.GRANTED;
  }

  private String fresh() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Bytes.of(bytes).base64url();
  }

  /// Who takes up an invitation: the public key of his replica, and what he calls himself.
  public record Guest(Bytes key, String name) {}

  /// What he gets. `grant`: null where the space needs none, or he may only read.
  public record Admitted(String token, @Nullable Grant grant, AccessBook.Mode mode) {}

  /// Takes a secret for an entry; it is used up. Empty if it is not good, or no more.
  public Optional<Admitted> admit(String secret, Guest guest, Instant now) {
    return file.change(
        book -> {
          Optional<AccessBook.Invitation> found = book.invitation(secret, now);
          if (found.isEmpty()) {
            return new AccessFile.Changed<>(book, Optional.empty());
          }
          AccessBook.Invitation taken = found.get();
          String token = fresh();
          var known =
              new AccessBook.Guest(guest.name(), AccessBook.Hash.of(token), taken.mode(), now);
          Admitted admitted = new Admitted(token, grant(guest.key(), taken.mode()), taken.mode());
          return new AccessFile.Changed<>(book.admitting(taken, known), Optional.of(admitted));
        });
  }

  private @Nullable Grant grant(Bytes key, AccessBook.Mode mode) {
    Bytes secret = owner;
    if (!needsGrant(mode) || secret == null) {
      return null;
    }
    return new Granting(charter.space(), secret, signer).grant(key);
  }

  /// Lets a guest in no more; false if there is none of this name.
  public boolean dismiss(String name) {
    return file.change(
        book -> {
          AccessBook rest = book.without(name);
          return new AccessFile.Changed<>(rest, !rest.equals(book));
        });
  }
}
