package skein.server.hub;

import skein.server.hosting.Rate;

/// What one store may hold, and how often it may be asked. `objects`: that are not deleted;
/// `bytes`: of these as JSON, and of what is attached to them; `blobBytes`: of one attachment;
/// `signIns`: how often those of one network may try to sign in.
public record Limits(
    long objects, long bytes, long blobBytes, Rate.Often requests, Rate.Often signIns) {
  /// The longest object as JSON, without what is attached to it, in bytes.
  static final int OBJECT_BYTES = 256 << 10;

  /// How many objects one POST may bring.
  static final int MOST_AT_ONCE = 10_000;

  /// As usual: 100,000 objects, 100 MiB, blobs of 5 MiB, 20 requests a second and 100 at once; 2
  /// tries to sign in a second and 60 at once.
  public static final Limits USUAL =
      new Limits(100_000, 100L << 20, 5L << 20, new Rate.Often(100, 20), new Rate.Often(60, 2));

  public Limits {
    if (objects < 1 || bytes < 1 || blobBytes < 0 || blobBytes > MOST_BLOB_BYTES) {
      throw new IllegalArgumentException(
          "a store holds at least 1 object and 1 byte, and blobs of 0 to "
              + MOST_BLOB_BYTES
              + " bytes");
    }
  }

  private static final int BODY_BYTES = 4 << 20;

  /// The longest blob that can be allowed, in bytes: it comes as a text within JSON.
  private static final long MOST_BLOB_BYTES = 64L << 20;

  /// The longest body of a request, in bytes: room for one blob as text, and more.
  int bodyBytes() {
    return (int) (BODY_BYTES + blobBytes * 3 / 2);
  }
}
