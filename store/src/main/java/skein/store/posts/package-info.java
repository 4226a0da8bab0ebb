/// The posts of a space in one SQLite file, `posts.db`, beside its log.
///
/// Start at [skein.store.posts.SqlitePostStore]. This package must never decide which post stays:
/// that is [skein.core.post.Posts].
package skein.store.posts;
