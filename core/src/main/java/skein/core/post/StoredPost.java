package skein.core.post;

/// A post as a store keeps it.
///
/// @param order the local number of the last thing that changed it
/// @param born the order it came with; equal to `order` until it is raised
public record StoredPost(long order, long born, PostHead head, Post post) {}
