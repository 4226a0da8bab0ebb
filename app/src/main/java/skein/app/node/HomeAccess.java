package skein.app.node;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.app.home.AccessBook;
import skein.app.home.Home;
import skein.app.home.Invitations;
import skein.core.history.Grant;
import skein.core.value.SpaceId;
import skein.server.hosting.Access;

/// Who may use the node of a home, by its files. Safe for all threads.
public final class HomeAccess implements Access {
  private final Home home;
  private final byte[] token;

  /// @param token the node's own
  public HomeAccess(Home home, String token) {
    this.home = home;
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean isOwn(String given) {
    return MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<Peer> peer(String given, SpaceId space) {
    return home.access(space)
        .read()
        .guest(given)
        .map(guest -> new Peer(guest.name(), mode(guest.mode())));
  }

  private static Mode mode(AccessBook.Mode mode) {
    return switch (mode) {
      case READ -> Mode.READ;
      case WRITE -> Mode.WRITE;
    };
  }

  @Override
  public Optional<Admitted> join(SpaceId space, String secret, Asking asking) {
    Invitations.Guest guest = new Invitations.Guest(asking.key(), asking.name());
    return home.find(space.toString())
        .flatMap(entry -> home.invitations(entry).admit(secret, guest, now()))
        .map(HomeAccess::admitted);
  }

  private Instant now() {
    return Instant.ofEpochMilli(home.surroundings().clockMillis().getAsLong());
  }

  private static Admitted admitted(Invitations.Admitted admitted) {
    @Nullable Grant grant = admitted.grant();
    return new Admitted(
        admitted.token(), grant == null ? null : grant.json(), mode(admitted.mode()));
  }
}
