/// How posts spread: range-based set reconciliation when two nodes meet, and a feed of what is new
/// while they are connected (`spec/posts.md`).
///
/// Start at [skein.sync.posts.PostSession], a pure state machine: messages in, messages out.
/// `Comparing` finds what differs, range by range. Nothing here decides which post stays: that is
/// [skein.core.post.Posts]. This package must never hold more of a peer's doing than its limits
/// say.
package skein.sync.posts;
