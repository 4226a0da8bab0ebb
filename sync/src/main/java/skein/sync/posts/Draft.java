package skein.sync.posts;

import java.util.ArrayList;
import java.util.List;
import skein.core.post.Offer;
import skein.core.post.PostHead;
import skein.core.post.PostIndex;
import skein.core.post.Work;
import skein.core.value.Bytes;

/// A turn that is being put together, until it is full. Confined.
final class Draft {
  private static final int CLAIM_BYTES = 24;
  private static final int KNOWN_BYTES = PostIndex.PREFIX_BYTES + Work.BYTES;
  private final List<Claim> claims = new ArrayList<>();
  private final List<Bytes> wants = new ArrayList<>();
  private final List<Offer> offers = new ArrayList<>();
  private int size;

  boolean isFull() {
    return size >= Limits.TURN_BYTES;
  }

  void claim(Claim claim) {
    claims.add(claim);
    size += CLAIM_BYTES + claim.items() * KNOWN_BYTES;
  }

  void want(Bytes prefix) {
    wants.add(prefix);
    size += prefix.length();
  }

  void offer(Offer offer) {
    offers.add(offer);
    size +=
        switch (offer) {
          case Offer.Whole whole -> whole.post().body().length() + PostHead.OVERHEAD_BYTES;
          case Offer.Raise raise -> PostHead.OVERHEAD_BYTES;
        };
  }

  /// How many offers there are.
  int offers() {
    return offers.size();
  }

  Message.Turn turn(boolean more) {
    return new Message.Turn(more, claims, wants, offers);
  }
}
