package skein.sync.posts;

import java.util.List;
import skein.core.post.RangeSum;
import skein.core.post.Work;
import skein.core.value.Bytes;

/// What one side says of its posts in a range of ids. Immutable.
sealed interface Claim {
  Range range();

  /// How much there is to look at.
  int items();

  /// The ids that begin at `from` or later, and before `to`: beginnings of ids; an empty `to` is
  /// the end of all.
  record Range(Bytes from, Bytes to) {
    static final Range ALL = new Range(Bytes.EMPTY, Bytes.EMPTY);

    public Range {
      if (!to.isEmpty() && from.compareTo(to) >= 0) {
        throw new IllegalArgumentException("the range from " + from + " ends at " + to);
      }
    }
  }

  /// They come to this.
  record Summed(Range range, RangeSum sum) implements Claim {
    @Override
    public int items() {
      return 1;
    }
  }

  /// They are these, by id.
  record Listed(Range range, List<Known> posts) implements Claim {
    public Listed {
      posts = List.copyOf(posts);
    }

    @Override
    public int items() {
      return 1 + posts.size();
    }
  }

  /// A post that one side has: the first 12 bytes of its id, and its work.
  record Known(Bytes prefix, Work work) {}
}
