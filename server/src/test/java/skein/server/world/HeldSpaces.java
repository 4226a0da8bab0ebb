package skein.server.world;

import java.util.List;
import java.util.Optional;
import skein.server.hosting.Hosted;
import skein.server.hosting.Spaces;

/// Spaces in memory, by name or id.
public record HeldSpaces(List<FakeSpace> all) implements Spaces {
  public HeldSpaces {
    all = List.copyOf(all);
  }

  @Override
  public List<String> names() {
    return all.stream().map(FakeSpace::name).sorted().toList();
  }

  @Override
  public Optional<Hosted> open(String nameOrId) {
    return all.stream()
        .filter(
            space ->
                space.name().equals(nameOrId)
                    || space.replica().space().toString().equals(nameOrId))
        .map(space -> (Hosted) space)
        .findFirst();
  }
}
