package skein.server.hosting;

import java.util.List;
import java.util.Optional;
import skein.core.value.SpaceId;

/// A node that hosts no apps.
final class NoApps implements Apps {
  private static IllegalArgumentException none() {
    return new IllegalArgumentException("this node hosts no apps");
  }

  @Override
  public List<Card> all() {
    return List.of();
  }

  @Override
  public Optional<App> find(SpaceId id) {
    return Optional.empty();
  }

  @Override
  public void onPublic(Doors doors) {}

  @Override
  public SpaceId create(Wish wish) {
    throw none();
  }

  @Override
  public void join(SpaceId id, Joining joining) {
    throw none();
  }

  @Override
  public boolean addPeer(SpaceId id, String address) {
    return false;
  }

  @Override
  public boolean leave(SpaceId id) {
    return false;
  }
}
