package skein.sync.exchange;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import skein.core.history.Frontier;
import skein.core.record.Dot;
import skein.core.replica.Wants;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.core.value.SpaceId;
import skein.sync.ending.Ending;

/// What the two sides say to each other (spec/exchange.md). Immutable.
sealed interface Message {
  /// The receiver opens. `posts`: it goes on with posts after the lines; `nowMillis`: its wall
  /// clock; `digest`: that of its frontier; `since`: how far it came with this sender before, null
  /// if it did not or does not know; `fills`: it lacks bodies that it will ask for.
  record Hello(
      SpaceId space,
      boolean posts,
      long nowMillis,
      Bytes digest,
      @Nullable Since since,
      boolean fills)
      implements Message {}

  /// The sender has nothing that the receiver lacks: their frontiers are equal. `at`: where its log
  /// ends.
  record Same(long nowMillis, Since at) implements Message {}

  /// The receiver wants to know all heads, for those that had changed did not explain everything.
  record All() implements Message {}

  /// All heads of the sender, or with `changed` only those since the receiver's `since`. `at`:
  /// where its log ends; `digest`: that of its whole frontier; `purged`: it lacks bodies that were
  /// purged.
  record Offer(
      long nowMillis, Since at, Bytes digest, boolean changed, boolean purged, Frontier frontier)
      implements Message {}

  /// The replicas of which the receiver lacks lines, in a shallow transfer all it knows, each with
  /// places of its chains that it has.
  record Want(SortedMap<ReplicaId, List<Dot>> have, Wants.Bodies bodies) implements Message {}

  /// Whole groups of lines, `lines` of them in `bytes`; in a shallow transfer what is told beside.
  /// `page` counts from 0.
  record Page(long page, boolean last, int lines, @Nullable Beside beside, Bytes bytes)
      implements Message {}

  /// In a shallow transfer, beside the lines of a page: which of them were purged; how many live
  /// dots of records follow them; the sender's frontier, null if it is the one told before.
  record Beside(Set<Integer> purged, int records, @Nullable Frontier frontier) {
    public Beside {
      purged = Set.copyOf(purged);
    }
  }

  /// The receiver lacks the bodies of these changesets.
  record Fill(List<Dot> dots) implements Message {}

  /// Those of them that are here, as `lines` without signatures, of the first `looked` that were
  /// asked for.
  record Filled(int looked, int lines, Bytes bytes) implements Message {
    /// The lines as if they were a page.
    Page page() {
      return new Page(0, true, lines, null, bytes);
    }
  }

  /// The receiver has taken in this page and all before it.
  record Ack(long page) implements Message {}

  /// The receiver has all it wanted.
  record Done() implements Message {}

  /// After the lines: a message of the session of the posts.
  record Posts(Bytes bytes) implements Message {}

  /// No; the exchange is over.
  record Refuse(String reason) implements Message {
    public Refuse {
      reason = Ending.shortened(reason);
    }
  }

  /// True if bytes follow its header.
  default boolean brings() {
    return this instanceof Page || this instanceof Filled || this instanceof Posts;
  }

  /// Its name in the encoding.
  default String name() {
    return switch (this) {
      case Hello hello -> "hello";
      case Same same -> "same";
      case All all -> "all";
      case Offer offer -> "offer";
      case Want want -> "want";
      case Page page -> "page";
      case Ack ack -> "ack";
      case Fill fill -> "fill";
      case Filled filled -> "filled";
      case Done done -> "done";
      case Posts posts -> "posts";
      case Refuse refuse -> "refuse";
    };
  }
}
