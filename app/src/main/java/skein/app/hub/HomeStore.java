package skein.app.hub;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import skein.app.home.AccessBook;
import skein.app.home.Home;
import skein.app.home.Invitations;
import skein.app.home.SpaceBook;
import skein.core.replica.Replica;
import skein.core.value.Bytes;
import skein.core.value.Value;
import skein.server.hosting.Hosted;
import skein.server.hosting.PersonalStore;
import skein.store.blobs.Blobs;
import skein.store.blobs.Reference;

/// A personal store of a home in use. Safe for all threads.
final class HomeStore implements PersonalStore {
  /// How long an invitation is good.
  private static final Duration INVITED = Duration.ofMinutes(10);

  private final Home home;
  private final SpaceBook.Entry entry;
  private final Hosted space;
  private final Blobs blobs;
  private final Runnable written;

  /// @param written is called when something was written
  HomeStore(Home home, SpaceBook.Entry entry, Hosted space, Runnable written) {
    this.home = home;
    this.entry = entry;
    this.space = space;
    this.written = written;
    this.blobs = new Blobs(home.blobs(entry.id()));
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
  public String invite() {
    Invitations.Offer offer = new Invitations.Offer(AccessBook.Mode.WRITE, INVITED);
    long now = home.surroundings().clockMillis().getAsLong();
    return home.invitations(entry).invite(offer, Instant.ofEpochMilli(now));
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
