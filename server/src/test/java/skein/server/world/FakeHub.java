package skein.server.world;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import skein.core.replica.Replica;
import skein.core.value.Bytes;
import skein.core.value.Value;
import skein.server.hosting.Bucket;
import skein.server.hosting.Hosted;
import skein.server.hosting.Person;
import skein.server.hosting.PersonalStore;
import skein.server.hosting.PersonalStores;
import skein.server.hosting.SignIn;
import skein.server.hub.Hub;
import skein.server.hub.Limits;

/// A hub with one store, at which nobody can sign in.
final class FakeHub implements PersonalStores, SignIn {
  private final FakeSpace space = new FakeSpace("store", 3);

  Hub hub() {
    return new Hub(
        this,
        this,
        new Hub.Setting(
            Hub.PREFIX, Set.of(), Limits.USUAL, Duration.ofMinutes(5), () -> 1_700_000_000_000L));
  }

  @Override
  public Optional<PersonalStore> find(Bucket bucket) {
    return Optional.of(new Store(space));
  }

  @Override
  public Made open(Bucket bucket) {
    return new Made.Here(new Store(space));
  }

  @Override
  public boolean delete(Bucket bucket) {
    return false;
  }

  @Override
  public Verdict verify(Assertion assertion) {
    return new Verdict.Failed("nobody can sign in here");
  }

  @Override
  public Optional<Person> claimed(String word) {
    return Optional.empty();
  }

  @Override
  public Pass issue(Person person) {
    return new Pass("none", Instant.EPOCH);
  }

  @Override
  public Standing look(String token) {
    return new Standing.Unknown();
  }

  @Override
  public void revoke(String token) {}

  @Override
  public void revokeAll(Person person) {}

  @Override
  public Optional<String> notice() {
    return Optional.empty();
  }

  /// A store without blobs.
  private record Store(FakeSpace space) implements PersonalStore {
    @Override
    public Replica replica() {
      return space.replica();
    }

    @Override
    public Value keep(Bytes content, String type) {
      throw new IllegalArgumentException("no blobs are kept here");
    }

    @Override
    public Optional<Blob> blob(Value value) {
      return Optional.empty();
    }

    @Override
    public InputStream open(Blob blob) throws IOException {
      throw new IOException("no blobs are kept here");
    }

    @Override
    public Hosted.Watch onChange(Runnable listener) {
      return space.onChange(listener);
    }

    @Override
    public String invite() {
      return "none";
    }

    @Override
    public void written() {}

    @Override
    public void close() {}
  }
}
