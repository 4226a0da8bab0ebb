package skein.core.post;

import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/// Looks for work: draws nonces and keeps the best. Pure but for what it is handed; holds no lock.
///
/// @param nonces how many to try: 1 to [#MAX_NONCES]
/// @param chance draws a nonce
/// @param cancelled asked after each; true ends the search with the best until then
public record Mining(int nonces, IntSupplier chance, BooleanSupplier cancelled) {
  /// Enough for a minute or so.
  public static final int MAX_NONCES = 1 << 26;

  /// How many to try where nobody says otherwise.
  public static final int USUAL_NONCES = 1_000;

  /// Fresh work is dated so much back, so that clocks a little late take it as well.
  private static final long BACK_SECONDS = 2;

  public Mining {
    if (nonces < 1 || nonces > MAX_NONCES) {
      throw new IllegalArgumentException(
          "1 to " + MAX_NONCES + " nonces may be tried, not " + nonces);
    }
  }

  /// The best work found for the post of this name; at least one nonce is tried.
  public Work best(PostId id, long nowMillis) {
    long seconds = nowMillis / 1000 - BACK_SECONDS;
    Work best = drawn(seconds);
    long rarest = Score.rarity(id, best);
    for (int i = 1; i < nonces && !cancelled.getAsBoolean(); i++) {
      Work work = drawn(seconds);
      long rarity = Score.rarity(id, work);
      if (rarity < rarest) {
        best = work;
        rarest = rarity;
      }
    }
    return best;
  }

  private Work drawn(long seconds) {
    return new Work(seconds, Integer.toUnsignedLong(chance.getAsInt()));
  }
}
