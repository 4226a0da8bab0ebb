package skein.server.hosting;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import skein.core.value.Bytes;

/// The blobs of a space, by the SHA-256 of their content, 32 bytes. Port. Safe for all threads.
public interface Attachments {
  /// How many bytes a blob has; empty if it is not here.
  OptionalLong size(Bytes sha256);

  /// The content; empty if it is not here. The caller closes it.
  Optional<InputStream> open(Bytes sha256);

  /// Keeps what `content` gives, to its end, if it is what its hash says and has at most so many
  /// bytes; otherwise nothing of it.
  ///
  /// @throws IOException when `content` cannot be read to its end
  Kept keep(Bytes sha256, InputStream content, long most) throws IOException;

  /// What became of a blob that was brought.
  enum Kept {
    /// It is here now.
    NEW,
    /// Its hash is another.
    DIFFERENT,
    /// It has more bytes than it may have.
    TOO_LARGE
  }
}
