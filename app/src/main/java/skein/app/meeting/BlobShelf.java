package skein.app.meeting;

import java.nio.ByteBuffer;
import skein.core.value.Bytes;
import skein.store.blobs.Blobs;
import skein.store.blobs.Incoming;
import skein.sync.blob.BlobStore;

/// A folder of blobs, for those that are fetched over HTTP.
record BlobShelf(Blobs blobs) implements BlobStore {
  @Override
  public boolean has(Bytes sha256) {
    return blobs.size(sha256).isPresent();
  }

  @Override
  public Part part(Bytes sha256) {
    return new Coming(blobs.incoming(sha256));
  }

  private record Coming(Incoming incoming) implements Part {
    @Override
    public long length() {
      return incoming.length();
    }

    @Override
    public void append(ByteBuffer bytes) {
      incoming.append(bytes);
    }

    @Override
    public void restart() {
      incoming.restart();
    }

    @Override
    public boolean finish() {
      return incoming.finish();
    }

    @Override
    public void close() {
      incoming.close();
    }
  }
}
