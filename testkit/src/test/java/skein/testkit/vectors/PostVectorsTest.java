package skein.testkit.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import skein.core.post.Post;
import skein.core.post.PostId;
import skein.core.post.Score;
import skein.core.post.Work;
import skein.core.value.Value;

final class PostVectorsTest {
  @TestFactory
  Stream<DynamicTest> everyPostHasItsNameAndScores() {
    return Vectors.tests("posts.json", PostVectorsTest::check);
  }

  private static void check(Vectors.Case vector) {
    Post post = Post.of(vector.text("type"), vector.hex("data"));
    assertThat(post.body()).isEqualTo(vector.hex("body"));
    assertThat(post.contentType()).isEqualTo(vector.text("type"));
    assertThat(post.data()).isEqualTo(vector.hex("data"));
    assertThat(post.id()).hasToString(vector.text("id")).isEqualTo(PostId.parse(vector.text("id")));
    for (Vectors.Case work : vector.cases("works")) {
      Score score = Score.of(post.id(), new Work(work.number("time"), work.number("nonce")));
      assertThat(score.units()).isEqualTo(work.number("units"));
      assertThat(Value.of(score.seconds())).isEqualTo(work.at("score"));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyHashCountsForItsScore() {
    return Vectors.tests(
        "scores.json",
        vector ->
            assertThat(Score.of(new Work(vector.number("time"), 0), vector.number("rarity")))
                .isEqualTo(new Score(vector.number("units"))));
  }
}
