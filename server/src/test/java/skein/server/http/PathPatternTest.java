package skein.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class PathPatternTest {
  private static Map<String, String> match(String pattern, String path) {
    return PathPattern.of(pattern).match(path).orElse(Map.of("no", "match"));
  }

  @Test
  void namesTakeOneSegmentDecoded() {
    assertThat(match("/s/{space}/records/{type}", "/s/bugs/records/a%2Fb"))
        .isEqualTo(Map.of("space", "bugs", "type", "a/b"));
    assertThat(PathPattern.of("/s/{space}").match("/s/")).isEmpty();
    assertThat(PathPattern.of("/s/{space}").match("/s/a/b")).isEmpty();
  }

  @Test
  void jsonAtTheEndIsAShapeOfItsOwnUnlessTheDotIsEscaped() {
    assertThat(PathPattern.of("/r/{type}").match("/r/Cars.json")).isEmpty();
    assertThat(match("/r/{type}.json", "/r/Cars.json")).isEqualTo(Map.of("type", "Cars"));
    assertThat(match("/r/{type}", "/r/Cars%2Ejson")).isEqualTo(Map.of("type", "Cars.json"));
    assertThat(match("/r/{type}", "/r/" + Escapes.encode("Cars.json")))
        .isEqualTo(Map.of("type", "Cars.json"));
  }

  @Test
  void theRestTakesEverything() {
    assertThat(match("/ui/{file...}", "/ui/a/b.js")).isEqualTo(Map.of("file", "a/b.js"));
    assertThat(match("/ui/{file...}", "/ui/")).isEqualTo(Map.of("file", ""));
  }

  @Test
  void overlapsAreFound() {
    assertThat(overlap("/s/{a}", "/s/{b}")).isTrue();
    assertThat(overlap("/s/{a}", "/s/x")).isTrue();
    assertThat(overlap("/s/{a}", "/s/{b}.json")).isFalse();
    assertThat(overlap("/s/{a}.json", "/s/records.json")).isTrue();
    assertThat(overlap("/s/{a}/b", "/s/x/c")).isFalse();
    assertThat(overlap("/ui/{rest...}", "/ui/a/b")).isTrue();
    assertThat(overlap("/ui/{rest...}", "/u")).isFalse();
  }

  private static boolean overlap(String one, String two) {
    boolean there = PathPattern.of(one).overlaps(PathPattern.of(two));
    assertThat(PathPattern.of(two).overlaps(PathPattern.of(one))).isEqualTo(there);
    return there;
  }
}
