package skein.sync.posts;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import skein.core.post.Posts;
import skein.core.value.Bytes;
import skein.core.value.SpaceId;

/// What one side of a session needs.
///
/// @param space whose posts these are
/// @param clockMillis the wall clock, ms since 1970
/// @param salts draws 16 bytes that nobody can foresee
/// @param meter bounds what the peer may bring
public record PostSide(
    SpaceId space, Posts posts, LongSupplier clockMillis, Supplier<Bytes> salts, Meter meter) {}
