package skein.app.home;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import skein.core.post.PostStore;
import skein.core.replica.Identity;
import skein.core.replica.Retention;
import skein.core.replica.Store;
import skein.core.value.Bytes;

/// Makes and opens the files that spaces are kept in. Port; [skein.app.Wiring] has the adapter.
public interface Stores {
  /// A new store for the space of this charter.
  Store create(Path file, Bytes charter, Identity identity, String epoch, Retention retention);

  /// An existing store, to read and write.
  Store open(Path file);

  /// An existing store of somebody else, which is never written to.
  Store openReadOnly(Path file);

  /// The posts in a file, which is made if it is not there.
  PostStore posts(Path file, String epoch);

  /// The posts in an existing file of somebody else, which is never written to.
  PostStore postsReadOnly(Path file);

  /// Calls `listener` soon after each change of posts that stand open, by whichever process, until
  /// what it returns is closed.
  Watch onChange(PostStore open, Runnable listener);

  /// Calls `listener` soon after each change of a store that stands open, by whichever process,
  /// until what it returns is closed.
  Watch onChange(Store open, Runnable listener);

  /// Ends the calls.
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /// Copies a store, without its secret, to a file that is not there yet, while others use it.
  /// `progress` is told how many bytes are written.
  void copy(Path file, Path target, LongConsumer progress);

  /// Gives a store that nobody has open a new identity and epoch.
  void adopt(Path file, Identity identity, String epoch);

  /// What is wrong with the file, a sentence each.
  List<String> faults(Path file);

  /// What is wrong with the posts in a file, a sentence each.
  List<String> postFaults(Path file);

  /// What is missing of what had been acknowledged, a sentence; empty if nothing is known to be.
  Optional<String> lost(Path file);
}
