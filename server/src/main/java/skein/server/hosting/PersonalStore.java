package skein.server.hosting;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import skein.core.replica.Replica;
import skein.core.value.Bytes;
import skein.core.value.Value;

/// A personal store in use. Port. Safe for all threads.
public interface PersonalStore extends AutoCloseable {
  /// What a property names that is attached.
  record Blob(Bytes sha256, String type, long size) {}

  Replica replica();

  /// Keeps what is to be attached; gives the value of a property that names it.
  ///
  /// @throws IllegalArgumentException if that is no media type
  Value keep(Bytes content, String type);

  /// What a value of a property names; empty if it names nothing attached.
  Optional<Blob> blob(Value value);

  /// The content; the caller closes it.
  ///
  /// @throws IOException if it is not here
  InputStream open(Blob blob) throws IOException;

  /// Calls `listener` after every change, by whichever process, until what it returns is closed.
  Hosted.Watch onChange(Runnable listener);

  /// A one-time secret by which one replica of its owner may join, to read and write. It is good
  /// for some minutes.
  String invite();

  /// Something was written: what nobody needs any more may be let go, in good time.
  void written();

  /// Gives it back.
  @Override
  void close();
}
