package skein.testkit.posts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import skein.core.post.Offer;
import skein.core.post.PostIndex;
import skein.core.post.PostIndex.Span;
import skein.core.post.Posts;
import skein.core.post.Scope;
import skein.core.value.Bytes;

final class PostIndexTest {
  private static final Scope ALL = new Scope(Optional.empty(), Integer.MAX_VALUE, 1L << 40);
  private static final Bytes SALT = Bytes.ofText("salt");

  private static PostIndex index(Posts posts, Bytes salt) {
    return posts.store().read(reading -> PostIndex.of(reading, ALL, salt));
  }

  @Test
  void rangesOfOneContentHaveOneSumAndOthersHaveOthers() {
    Crowd crowd = new Crowd(1);
    List<Offer> shared = crowd.sized(20).posts(1_000);
    Posts one = Crowd.empty(Crowd.ROOM);
    Posts other = Crowd.empty(Crowd.ROOM);
    crowd.admit(one, shared);
    crowd.admit(other, shared.reversed());
    List<Offer> more = crowd.sized(20).posts(1);
    crowd.admit(other, more);
    PostIndex ours = index(one, SALT);
    PostIndex theirs = index(other, SALT);
    Bytes added = ((Offer.Whole) more.getFirst()).post().id().content();
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      int from = random.nextInt(ours.size() - 1) + 1;
      int to = from + random.nextInt(ours.size() - from);
      Bytes begin = ours.bound(from);
      Bytes end = to == ours.size() ? Bytes.EMPTY : ours.bound(to);
      if (!end.isEmpty() && begin.compareTo(end) >= 0) {
        continue;
      }
      assertThat(ours.span(begin, end)).isEqualTo(new Span(from, to));
      boolean within = added.compareTo(begin) >= 0 && (end.isEmpty() || added.compareTo(end) < 0);
      assertThat(ours.sum(ours.span(begin, end)).equals(theirs.sum(theirs.span(begin, end))))
          .as("from %s to %s", begin, end)
          .isNotEqualTo(within);
    }
  }

  @Test
  void anotherSaltOrAnotherWorkIsAnotherSum() {
    Crowd crowd = new Crowd(2);
    Posts posts = Crowd.empty(Crowd.ROOM);
    Offer.Whole post = crowd.post(10);
    crowd.admit(posts, List.of(post));
    Span all = new Span(0, 1);
    var sums = new ArrayList<>(List.of(index(posts, SALT).sum(all)));
    sums.add(index(posts, Bytes.ofText("pepper")).sum(all));
    for (int i = 0; i < 20; i++) {
      crowd.admit(posts, List.of(new Offer.Raise(post.post().id(), crowd.work())));
    }
    sums.add(index(posts, SALT).sum(all));
    assertThat(sums).doesNotHaveDuplicates();
  }

  @Test
  void aSplitLosesNothing() {
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      Span span = new Span(random.nextInt(50), 50 + random.nextInt(200));
      List<Span> parts = PostIndex.split(span, 1 + random.nextInt(40));
      int at = span.from();
      for (Span part : parts) {
        assertThat(part.from()).isEqualTo(at);
        assertThat(part.size()).isPositive();
        at = part.to();
      }
      assertThat(at).isEqualTo(span.to());
    }
  }
}
