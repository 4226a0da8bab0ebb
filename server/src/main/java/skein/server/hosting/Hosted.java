package skein.server.hosting;

import java.util.Optional;
import skein.core.post.Posts;
import skein.core.replica.Replica;

/// A space in use. Port. Safe for all threads.
public interface Hosted extends AutoCloseable {
  /// What the space is called here.
  String name();

  Replica replica();

  /// Its posts, if its charter has any.
  Optional<Posts> posts();

  /// What is attached to its records, as far as it is here.
  Attachments blobs();

  /// True if the space was made here: its owner key is in this home.
  boolean isMine();

  /// Calls `listener` after every change of the space, its posts too, by whichever process; several
  /// changes may come as one call, from one thread or another. Until what it returns is closed.
  Watch onChange(Runnable listener);

  /// Stops the calls.
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /// Gives it back; the space itself stays open while others use it.
  @Override
  void close();
}
