package skein.testkit.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;

/// The classes of reasons for which a body is void, as the vectors name them, and what core says of
/// each.
final class Reasons {
  private static final Map<String, String> SENTENCES =
      Map.of(
          "json", "not strict JSON",
          "shape",
              "unknown key|lacks|is not|is empty|begins at|bytes|has fewer|names no|sets|object"
                  + " without|written by op|with op|which is reopened|left out|op is|reopens",
          "time", "a time is",
          "twice", "twice",
          "name", "is empty|U\\+0000|the limit is",
          "sorted", "not sorted and unique",
          "written", "which is not written",
          "of", "of has no element|is not within|the highest dot used|of names",
          "encoding", "lower-case|spare bits|base64url",
          "right", "does not allow type");

  private Reasons() {}

  static void require(String reason, String kind) {
    assertThat(reason).containsPattern(Objects.requireNonNull(SENTENCES.get(kind), kind));
  }
}
