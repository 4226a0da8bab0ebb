/// Posts: anonymous, immutable records of a space with open posts, carried by proof of work.
///
/// Start at [skein.core.post.Posts], the posts of one space over the port
/// [skein.core.post.PostStore]. A post is named by the hash of its bytes, ranked by its
/// [skein.core.post.Score]; what size evicts is a pure function of all that was ever admitted.
/// [skein.core.post.Mining] looks for work, [skein.core.post.PostIndex] sums ranges of ids up, to
/// be compared with a peer. Source: `spec/posts.md`. This package must never let the set of posts
/// depend on the order in which they came.
package skein.core.post;
