package skein.server.hosting;

import skein.core.value.SpaceId;
import skein.sync.blob.HttpBlobs;
import skein.sync.exchange.Bound;

/// How much the spaces of a node take in by exchanges. Port. Safe for all threads.
public interface Bounds {
  /// As much as comes.
  Bounds NONE =
      new Bounds() {
        @Override
        public Bound lines(SpaceId space) {
          return Bound.NONE;
        }

        @Override
        public long blobBytes(SpaceId space) {
          return HttpBlobs.MAX_BYTES;
        }
      };

  /// Of lines.
  Bound lines(SpaceId space);

  /// How many bytes a blob may have.
  long blobBytes(SpaceId space);
}
