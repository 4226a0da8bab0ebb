package skein.app.hub;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import skein.app.home.Home;
import skein.core.replica.Replica;
import skein.core.value.Bytes;
import skein.core.value.Value;
import skein.server.hosting.Hosted;
import skein.server.hosting.PersonalStore;
import skein.store.blobs.Blobs;
import skein.store.blobs.Reference;

/// A personal store of a home in use. Safe for all threads.
final class HomeStore implements PersonalStore {
  private final Hosted space;
  private final Blobs blobs;
  private final Runnable written;

  /// @param written is called when something was written
  HomeStore(Home home, Hosted space, Runnable written) {
    this.space = space;
    this.written = written;
    this.blobs = new Blobs(home.blobs(space.replica().space()));
  }

  @Override
  public Replica replica() {
    return space.replica();
  }

  @Override
  public Value keep(Bytes content, String type) {
    try {
      return blobs.put(new ByteArrayInputStream(content.toArray()), type).value();
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot be read", e);
    }
  }

  @Override
  public Optional<Blob> blob(Value value) {
    return Reference.parse(value)
        .map(named -> new Blob(named.sha256(), named.type(), named.size()));
  }

  @Override
  public InputStream open(Blob blob) throws IOException {
    return blobs.open(blob.sha256()).orElseThrow(() -> new IOException("the blob has gone"));
  }

  @Override
  public Hosted.Watch onChange(Runnable listener) {
    return space.onChange(listener);
  }

  @Override
  public void written() {
    written.run();
  }

  @Override
  public void close() {
    space.close();
  }
}
