package skein.testkit.sample;

import java.util.List;

/// Titles, texts and labels of a tracker, in invented words: paragraphs, quoted lines, code fences,
/// links, mentions, tabs, accents, emoji and, rarely, CR LF. Confined.
final class TrackerWords {
  private static final int LONGEST = 4_000;

  private final Draw draw;
  private final List<String> words;
  private final List<String> labels;

  TrackerWords(Draw draw) {
    this.draw = draw;
    this.words = Words.invented(draw, 3_000).all();
    this.labels =
        words.subList(0, 74).stream()
            .map(word -> draw.chance(0.6) ? draw.one(words.subList(80, 88)) + "/" + word : word)
            .toList();
  }

  String title() {
    var length = (int) draw.quantile(0, 4, 0.5, 44, 0.9, 75, 1, 140);
    var title = new StringBuilder(draw.one(words));
    while (title.length() < length) {
      title.append(draw.chance(0.05) ? ": " : " ").append(draw.one(words));
    }
    return title.toString();
  }

  /// The first text of an issue; two in a hundred are empty.
  String opening() {
    return draw.chance(9.0 / TrackerHistory.REAL_ISSUES) ? "" : text(388);
  }

  String label() {
    return labels.get((int) draw.quantile(0, 0, 0.2, 0.5, 0.5, 7, 0.8, 20, 1, labels.size() - 1));
  }

  String text(int median) {
    var length =
        (int) draw.quantile(0, 4, 0.25, median / 2.3, 0.5, median, 0.9, median * 3, 1, 4e3);
    var text = new StringBuilder();
    opener(text);
    while (text.length() < length) {
      paragraph(text, Math.min(length, text.length() + 40 + draw.below(260)));
      text.append(text.length() < length ? "\n\n" : "");
    }
    var whole = text.substring(0, Math.min(text.length(), LONGEST)).strip();
    return draw.chance(0.01) ? whole.replace("\n", "\r\n") : whole;
  }

  private void opener(StringBuilder text) {
    text.append(draw.chance(0.12) ? "> " + draw.one(words) + " " + draw.one(words) + "?\n\n" : "");
    text.append(draw.chance(0.17) ? "@" + draw.one(words) + " " : "");
    text.append(draw.chance(0.13) ? fence() : "");
    text.append(draw.chance(0.31) ? "https://example.org/" + draw.one(words) + "/1 " : "");
    text.append(draw.chance(0.02) ? "\uD83D\uDE80 " : "");
    text.append(draw.chance(0.063) ? draw.one(List.of("naïf ", "“so” ", "… ", "— ", "é ")) : "");
  }

  private String fence() {
    var indent = draw.chance(0.2) ? "\t" : "    ";
    return "```\n"
        + draw.one(words)
        + "(\""
        + draw.one(words)
        + "\") {\n"
        + indent
        + "0x0\n}\n```\n";
  }

  private void paragraph(StringBuilder text, int end) {
    var list = draw.chance(0.15);
    while (text.length() < end) {
      text.append(draw.one(words));
      text.append(draw.chance(0.1) ? list ? ".\n- " : ". " : " ");
    }
  }
}
