package skein.testkit.sample;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;

/// Descriptions of relief items: a head in capitals, then parts in small letters with commas,
/// measures, inch marks and quoted names. Confined.
final class ReliefWords {
  /// How a description departs from ASCII.
  enum Accent {
    NONE,
    UTF8,
    MIXED
  }

  private static final String PLACEHOLDER =
      "Nothing in here yet, kept so that the group shows up in the tree";
  private static final String[] ACCENTS = {
    "é", "Ø", "°", "ó", "è", "à", "í", "ç", "É", "ë", "ô", "õ", "ê", "Ó", "á", "ñ", "μ", "³"
  };

  /// Characters that stand for one raw byte of windows-1252: U+E000 plus the byte.
  private static final String RAW = "\uE0EA\uE0EA\uE0F1\uE0E1\uE0EE";

  private final Draw draw;
  private final Words words;
  private String last = PLACEHOLDER;

  ReliefWords(Draw draw, Words words) {
    this.draw = draw;
    this.words = words;
  }

  String description(Accent accent) {
    if (accent == Accent.NONE && draw.chance(111.0 / ReliefCatalogue.REAL_ROWS)) {
      return PLACEHOLDER;
    }
    if (accent == Accent.NONE && draw.chance(0.008)) {
      return last;
    }
    var fresh = ReliefCatalogue.cut(accented(plain(), accent));
    last = accent == Accent.NONE ? fresh : last;
    return fresh;
  }

  private String plain() {
    var length =
        4 + 5 * draw.weighted(18, 141, 281, 537, 759, 1138, 1215, 1351, 1562, 1522, 2215, 1042);
    var commas = draw.weighted(2420, 1984, 2270, 2673, 1649, 804, 181, 58, 3, 2);
    var enclosed = draw.chance(1067.0 / ReliefCatalogue.REAL_ROWS);
    var text = new StringBuilder(enclosed ? "(" + upper() + ")" : upper());
    text.append(quotes(draw.weighted(11029, 377, 323, 47, 6)));
    while (text.length() < length) {
      var comma = commas > 0 && draw.chance(0.85);
      commas -= comma ? 1 : 0;
      text.append(comma ? ", " : draw.chance(0.003) ? "  " : " ").append(part());
    }
    return text.toString();
  }

  private String upper() {
    return draw.one(words.all()).toUpperCase(Locale.ROOT);
  }

  private String quotes(int count) {
    return switch (count) {
      case 0 -> "";
      case 1 -> " " + (1 + draw.below(48)) + "\"";
      case 2 -> " \"" + draw.one(words.all()) + "\"";
      case 3 -> " \"" + upper() + "\" " + (1 + draw.below(9)) + "\"";
      default -> " \"" + upper() + "\" or \"" + upper() + "\"";
    };
  }

  private String part() {
    return switch (draw.weighted(55, 15, 12, 10, 8)) {
      case 0 -> draw.one(words.all());
      case 1 -> upper();
      case 2 -> (1 + draw.below(500)) + draw.one(List.of("cm", "mm", "ml", "g", "V"));
      case 3 -> String.valueOf(1 + draw.below(2000));
      default -> (1 + draw.below(30)) + "x" + (1 + draw.below(30));
    };
  }

  private String accented(String text, Accent accent) {
    return switch (accent) {
      case NONE -> text;
      case UTF8 -> inserted(text, accents(1 + draw.weighted(74, 20, 6)));
      case MIXED ->
          inserted(
              text, accents(draw.chance(0.8) ? 1 : 0) + " " + RAW.charAt(draw.below(RAW.length())));
    };
  }

  private String accents(int count) {
    var text = new StringBuilder();
    for (var i = 0; i < count; i++) {
      text.append(
          ACCENTS[draw.weighted(120, 98, 26, 20, 18, 13, 11, 11, 4, 3, 3, 2, 2, 2, 2, 1, 1, 1)]);
    }
    return text.toString();
  }

  /// Near the beginning, where it is not cut off.
  private String inserted(String text, String accents) {
    var at = 1 + draw.below(Math.min(text.length(), 20));
    return text.substring(0, at) + accents + text.substring(at);
  }

  /// UTF-8, but for the raw bytes.
  static byte[] encoded(String text) {
    var out = new ByteArrayOutputStream(text.length() + 8);
    for (var i = 0; i < text.length(); i++) {
      var value = text.charAt(i);
      if (value >= 0xE000 && value <= 0xE0FF) {
        out.write(value & 0xFF);
      } else {
        out.writeBytes(ReliefCatalogue.utf8(String.valueOf(value)));
      }
    }
    return out.toByteArray();
  }
}
