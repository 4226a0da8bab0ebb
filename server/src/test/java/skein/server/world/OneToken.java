package skein.server.world;

import java.util.Optional;
import skein.core.value.SpaceId;
import skein.server.hosting.Access;

/// Lets the owner in by a token, and nobody else.
public record OneToken(String token) implements Access {
  @Override
  public boolean isOwn(String given) {
    return given.equals(token);
  }

  @Override
  public Optional<Peer> peer(String given, SpaceId space) {
    return Optional.empty();
  }

  @Override
  public Optional<Admitted> join(SpaceId space, String secret, Asking asking) {
    return Optional.empty();
  }
}
