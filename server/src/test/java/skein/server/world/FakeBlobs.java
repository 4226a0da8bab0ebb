package skein.server.world;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import skein.core.value.Bytes;
import skein.server.hosting.Attachments;

/// Blobs in memory; one of more than a million bytes is too large.
public final class FakeBlobs implements Attachments {
  private static final int MOST_BYTES = 1_000_000;

  private final Map<Bytes, Bytes> whole = new ConcurrentHashMap<>();

  /// Keeps it, and gives its hash.
  public Bytes put(byte[] content) {
    Bytes bytes = Bytes.of(content);
    whole.put(Bytes.sha256(bytes), bytes);
    return Bytes.sha256(bytes);
  }

  @Override
  public OptionalLong size(Bytes sha256) {
    Bytes bytes = whole.get(sha256);
    return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes.length());
  }

  @Override
  public Optional<InputStream> open(Bytes sha256) {
    return Optional.ofNullable(whole.get(sha256))
        .map(bytes -> new ByteArrayInputStream(bytes.toArray()));
  }

  @Override
  public Kept keep(Bytes sha256, InputStream content, long most) throws IOException {
    int few = (int) Math.min(most, MOST_BYTES);
    byte[] bytes = content.readNBytes(few + 1);
    if (bytes.length > few) {
      return Kept.TOO_LARGE;
    }
    if (!Bytes.sha256(Bytes.of(bytes)).equals(sha256)) {
      return Kept.DIFFERENT;
    }
    put(bytes);
    return Kept.NEW;
  }
}
