package skein.core.replica;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What a replica cannot know by itself: the wall clock in milliseconds since 1970, and ids for new
/// records.
public record Surroundings(
    Signer signer, Verifier verifier, LongSupplier clockMillis, Supplier<String> ids) {}
