package skein.testkit.store;

import skein.core.post.PostStore;

/// How the contract gets stores of posts of the kind that it tests.
public interface PostStores {
  /// A new, empty store, independent of all others. The contract closes it.
  PostStore create(String epoch);

  /// Closes the store and opens it again; gives back the same one where a store ends with its
  /// process.
  PostStore reopen(PostStore store);
}
