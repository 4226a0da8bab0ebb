package skein.core.post;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import skein.core.value.Bytes;
import skein.core.value.Hashes;

/// The posts of a scope as they stood at one time, by id, with the sum of any range of them at
/// hand. Immutable; takes some 42 bytes a post.
///
/// A range is summed up by adding, modulo 2^256, SHA-256(salt ‖ id ‖ work) of each post. Whoever
/// knows the salt can make two sets of one sum, as anybody may add posts; so it must be fresh, and
/// drawn by both sides, after the posts were taken.
public final class PostIndex {
  /// How many bytes of an id tell a post in a list.
  public static final int PREFIX_BYTES = 12;

  private static final int PAGE = 4_096;
  private static final int HEAD_BYTES = PostId.BYTES + Work.BYTES;
  private static final int SUM_BYTES = 32;
  private static final int STRIDE = 16;

  private final Bytes salt;
  private final byte[] heads;

  /// The sums of the first 0, 16, 32 … posts.
  private final long[] sums;

  /// Posts that stand side by side: those from the place `from` to the place before `to`.
  public record Span(int from, int to) {
    public int size() {
      return to - from;
    }
  }

  private PostIndex(Bytes salt, byte[] heads) {
    this.salt = salt;
    this.heads = heads;
    this.sums = new long[(heads.length / HEAD_BYTES / STRIDE + 1) * Sum.WORDS];
    Sum sum = new Sum();
    for (int at = 0; at < size(); at++) {
      if (at % STRIDE == 0) {
        System.arraycopy(sum.words, 0, sums, at / STRIDE * Sum.WORDS, Sum.WORDS);
      }
      sum.add(hash(at));
    }
    if (size() % STRIDE == 0) {
      System.arraycopy(sum.words, 0, sums, size() / STRIDE * Sum.WORDS, Sum.WORDS);
    }
  }

  /// Reads all posts of the scope. Time and memory grow with their number.
  public static PostIndex of(PostReading reading, Scope scope, Bytes salt) {
    ByteArrayOutputStream heads = new ByteArrayOutputStream();
    List<PostHead> page = reading.heads(null, PAGE);
    while (!page.isEmpty()) {
      for (PostHead head : page) {
        if (scope.holds(head)) {
          heads.writeBytes(head.id().bytes());
          heads.writeBytes(head.work().bytes());
        }
      }
      page = reading.heads(page.getLast().id(), PAGE);
    }
    return new PostIndex(salt, heads.toByteArray());
  }

  public int size() {
    return heads.length / HEAD_BYTES;
  }

  public PostId id(int at) {
    int begin = at * HEAD_BYTES;
    return PostId.of(Arrays.copyOfRange(heads, begin, begin + PostId.BYTES));
  }

  /// The first 12 bytes of the id at this place.
  public Bytes prefix(int at) {
    int begin = at * HEAD_BYTES;
    return Bytes.of(Arrays.copyOfRange(heads, begin, begin + PREFIX_BYTES));
  }

  public Work work(int at) {
    return Work.of(ByteBuffer.wrap(heads).getLong(at * HEAD_BYTES + PostId.BYTES));
  }

  /// The posts whose ids begin at `from` or later, and before `to`: beginnings of ids. An empty
  /// `to` is the end of all.
  public Span span(Bytes from, Bytes to) {
    int begin = place(from);
    return new Span(begin, to.isEmpty() ? size() : Math.max(begin, place(to)));
  }

  /// How many ids come before this beginning of an id.
  private int place(Bytes bound) {
    byte[] sought = bound.toArray();
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int at = middle * HEAD_BYTES;
      if (Arrays.compareUnsigned(heads, at, at + PostId.BYTES, sought, 0, sought.length) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The shortest beginning of the id at this place that comes after the id before it.
  public Bytes bound(int at) {
    int begin = at * HEAD_BYTES;
    int before = begin - HEAD_BYTES;
    int common =
        Arrays.mismatch(heads, before, before + PostId.BYTES, heads, begin, begin + PostId.BYTES);
    return Bytes.of(Arrays.copyOfRange(heads, begin, begin + common + 1));
  }

  /// The span in `parts` as equal as can be; fewer, if it has fewer posts.
  public static List<Span> split(Span span, int parts) {
    int count = Math.min(parts, span.size());
    List<Span> spans = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      spans.add(
          new Span(
              span.from() + (int) ((long) span.size() * i / count),
              span.from() + (int) ((long) span.size() * (i + 1) / count)));
    }
    return spans;
  }

  public RangeSum sum(Span span) {
    Sum sum = before(span.to());
    sum.subtract(before(span.from()));
    return new RangeSum(
        span.size(),
        Bytes.of(Arrays.copyOf(Hashes.sha256(sum.bytes()), RangeSum.FINGERPRINT_BYTES)));
  }

  private Sum before(int at) {
    Sum sum = new Sum();
    int near = at / STRIDE;
    System.arraycopy(sums, near * Sum.WORDS, sum.words, 0, Sum.WORDS);
    for (int i = near * STRIDE; i < at; i++) {
      sum.add(hash(i));
    }
    return sum;
  }

  private ByteBuffer hash(int at) {
    byte[] head = Arrays.copyOfRange(heads, at * HEAD_BYTES, (at + 1) * HEAD_BYTES);
    return ByteBuffer.wrap(Hashes.sha256(salt.toArray(), head));
  }

  /// A number modulo 2^256, the lowest word first.
  private static final class Sum {
    static final int WORDS = SUM_BYTES / Long.BYTES;
    final long[] words = new long[WORDS];

    void add(ByteBuffer number) {
      long carry = 0;
      for (int i = 0; i < WORDS; i++) {
        long added = number.getLong((WORDS - 1 - i) * Long.BYTES);
        long sum = words[i] + added;
        long total = sum + carry;
        boolean over = Long.compareUnsigned(sum, added) < 0 || Long.compareUnsigned(total, sum) < 0;
        words[i] = total;
        carry = over ? 1 : 0;
      }
    }

    /// Adding the complement, and one.
    void subtract(Sum other) {
      ByteBuffer complement = ByteBuffer.allocate(SUM_BYTES);
      for (int i = WORDS - 1; i >= 0; i--) {
        complement.putLong(~other.words[i]);
      }
      add(complement);
      byte[] one = new byte[SUM_BYTES];
      one[SUM_BYTES - 1] = 1;
      add(ByteBuffer.wrap(one));
    }

    byte[] bytes() {
      ByteBuffer bytes = ByteBuffer.allocate(SUM_BYTES);
      for (int i = WORDS - 1; i >= 0; i--) {
        bytes.putLong(words[i]);
      }
      return bytes.array();
    }
  }
}
