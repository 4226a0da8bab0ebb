package skein.store.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import skein.core.replica.StoreBroken;
import skein.core.value.Bytes;

/// The attachments of one space: files in a folder, each by the SHA-256 of its content. A blob is
/// written aside, brought to the disk, and only then gets its name: whoever finds it finds it
/// whole. Safe for all threads and processes.
public final class Blobs {
  /// The largest blob, in bytes.
  public static final long MAX_BYTES = 4L << 30;

  static final int BUFFER_BYTES = 1 << 16;
  private static final int HASH_BYTES = 32;

  private final Path folder;

  /// `folder` is made when the first blob comes.
  public Blobs(Path folder) {
    this.folder = folder;
  }

  /// Keeps what `in` gives, to its end; `type` is its media type, as whoever brings it says.
  ///
  /// @throws IllegalArgumentException when there is too much of it, or no such type
  /// @throws IOException when `in` cannot be read
  public Reference put(InputStream in, String type) throws IOException {
    boolean kept = false;
    try (Part part = Part.open(aside("put-" + UUID.randomUUID()))) {
      try {
        copy(in, part);
        Reference reference = new Reference(part.hash(), type, part.length());
        part.moveTo(file(reference.sha256()));
        kept = true;
        return reference;
      } finally {
        if (!kept) {
          part.discard();
        }
      }
    }
  }

  private static void copy(InputStream in, Part part) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      if (part.length() + count > MAX_BYTES) {
        throw new IllegalArgumentException("a blob of over " + MAX_BYTES + " bytes");
      }
      part.append(ByteBuffer.wrap(buffer, 0, count));
    }
  }

  /// The content; empty if it is not here. The caller closes it.
  public Optional<InputStream> open(Bytes sha256) {
    Path file = file(sha256);
    try {
      return Files.exists(file) ? Optional.of(Files.newInputStream(file)) : Optional.empty();
    } catch (IOException e) {
      throw Part.broken("open", file, e);
    }
  }

  /// How many bytes it has; empty if it is not here.
  public OptionalLong size(Bytes sha256) {
    Path file = file(sha256);
    try {
      return Files.exists(file) ? OptionalLong.of(Files.size(file)) : OptionalLong.empty();
    } catch (IOException e) {
      throw Part.broken("look at", file, e);
    }
  }

  /// A blob that comes from elsewhere, piece by piece: goes on where an earlier attempt stopped.
  /// Waits while another process is at it.
  ///
  /// @throws StoreBroken when this process is at it, the blob is here, or the disk fails
  public Incoming incoming(Bytes sha256) {
    Path file = file(sha256);
    Part part = Part.open(aside(sha256.hex()));
    if (Files.exists(file)) { // and may be the very file that was opened as the part
      part.discard();
      part.close();
      throw new StoreBroken(file + " is here already");
    }
    return new Incoming(part, sha256, file);
  }

  /// Deletes the blobs that came before this time, but for those to be kept.
  public void sweep(Set<Bytes> kept, Instant before) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.matches("[0-9a-f]{64}")
            && !kept.contains(Bytes.of(HexFormat.of().parseHex(name)))
            && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw Part.broken("clean up", folder, e);
    }
  }

  private Path aside(String name) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw Part.broken("make", folder, e);
    }
    return folder.resolve(name + ".part");
  }

  private Path file(Bytes sha256) {
    if (sha256.length() != HASH_BYTES) {
      throw new IllegalArgumentException(
          "a blob's hash has " + HASH_BYTES + " bytes, not " + sha256.length());
    }
    return folder.resolve(sha256.hex());
  }
}
