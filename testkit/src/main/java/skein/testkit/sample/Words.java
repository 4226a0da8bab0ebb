package skein.testkit.sample;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Invented words of two to four syllables, lower case, of ASCII letters.
///
/// @param all the words, each once
record Words(List<String> all) {
  private static final List<String> HEADS =
      List.of("b", "br", "d", "dr", "f", "g", "gl", "k", "l", "m", "n", "p", "r", "s", "t", "v");
  private static final List<String> CORES = List.of("a", "e", "i", "o", "u", "ai", "ou");
  private static final List<String> TAILS = List.of("", "", "", "n", "r", "l", "s", "m");

  Words {
    all = List.copyOf(all);
  }

  static Words invented(Draw draw, int count) {
    var words = new LinkedHashSet<String>();
    while (words.size() < count) {
      var word = new StringBuilder();
      for (var i = draw.weighted(0, 1, 5, 4, 1); i > 0; i--) {
        word.append(draw.one(HEADS)).append(draw.one(CORES)).append(draw.one(TAILS));
      }
      words.add(word.toString());
    }
    return new Words(new ArrayList<>(words));
  }
}
