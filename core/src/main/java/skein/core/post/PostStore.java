package skein.core.post;

import java.util.function.Function;

/// Where the posts of a space are kept. Safe for all threads, and for several processes on one
/// store. The contract that every store must keep is `PostStoreContract` in the testkit.
public interface PostStore extends AutoCloseable {
  /// Reads from one consistent view.
  <T> T read(Function<PostReading, T> work);

  /// Runs one transaction: when it returns, all of it survives a crash and a power cut; when `work`
  /// throws, none of it has happened. One at a time, none within another.
  <T> T write(Function<PostWriting, T> work);

  @Override
  void close();
}
