package skein.testkit.sample;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// A catalogue of relief items as CSV, of any size, with invented words and the shapes of a real
/// one: codes unique and nearly in order, half of the cells zero, most last cells empty, commas and
/// inch marks in quoted descriptions, LF line ends, no mark of the encoding. Most high bytes are
/// UTF-8, but a few rows hold a byte of windows-1252, mostly beside UTF-8: the file as a whole is
/// of no encoding.
///
/// @param seed the same seed gives the same bytes
/// @param rows how many items, without the header, at least 1
public record ReliefCatalogue(long seed, int rows) {
  /// How many items the real catalogue has.
  public static final int REAL_ROWS = 11_782;

  /// The first line.
  public static final String HEADER =
      "item code,item description,length cm,height cm,width cm,volume litre,weight kg,in EIC";

  private static final int HIGH_ROWS = 266;
  private static final int MALFORMED_ROWS = 5;
  private static final int OUT_OF_ORDER = 8;
  private static final int LONGEST_BYTES = 65;
  private static final String LETTERS = "ABCDEFGHIKLMNOPRSTUVWX";
  private static final List<String> MARKS = List.of("-", "-", "/", ",", ".", "+");

  public ReliefCatalogue {
    if (rows < 1) {
      throw new IllegalArgumentException("a catalogue has at least 1 row, not " + rows);
    }
  }

  /// A catalogue of the real size.
  public static ReliefCatalogue ofRealSize(long seed) {
    return new ReliefCatalogue(seed, REAL_ROWS);
  }

  /// How many rows are not UTF-8.
  public int malformedRows() {
    return Math.max(1, share(MALFORMED_ROWS));
  }

  /// The file.
  public byte[] bytes() {
    var draw = new Draw(seed);
    var writer = new ReliefWords(draw, Words.invented(draw, 2_500));
    var codes = codes(draw);
    var accents = accents(draw);
    var out = new ByteArrayOutputStream(rows * 76 + 100);
    line(out, HEADER);
    for (var i = 0; i < rows; i++) {
      var description = writer.description(accents.get(i));
      var inKit = draw.chance(2467.0 / REAL_ROWS) ? "yes" : "";
      var numbers = String.join(",", numbers(draw));
      line(out, quoted(codes.get(i)) + "," + quoted(description) + "," + numbers + "," + inKit);
    }
    return out.toByteArray();
  }

  private int share(int ofReal) {
    return (int) Math.round((double) rows * ofReal / REAL_ROWS);
  }

  /// For each row how it departs from ASCII.
  private List<ReliefWords.Accent> accents(Draw draw) {
    var accents = new ArrayList<ReliefWords.Accent>();
    var malformed = malformedRows();
    var high = Math.max(malformed, share(HIGH_ROWS));
    for (var i = 0; i < rows; i++) {
      accents.add(
          i >= high
              ? ReliefWords.Accent.NONE
              : i < malformed ? ReliefWords.Accent.MIXED : ReliefWords.Accent.UTF8);
    }
    draw.shuffle(accents);
    return accents;
  }

  private List<String> codes(Draw draw) {
    var families = new ArrayList<String>();
    while (families.size() < 229) {
      families.add(letters(draw, 4));
    }
    var sorted = new TreeSet<String>();
    while (sorted.size() < rows) {
      sorted.add(code(draw, draw.one(families)));
    }
    var codes = new ArrayList<>(sorted);
    for (var i = share(OUT_OF_ORDER); i > 0; i--) {
      codes.add(draw.below(rows), codes.remove(draw.below(rows)));
    }
    return codes;
  }

  private static String code(Draw draw, String family) {
    var left = 4 + draw.weighted(73, 199, 1205, 1582, 5761, 1151, 1385, 426);
    var mark = draw.one(MARKS);
    var body =
        switch (draw.weighted(532, 203, 201, 43, 21)) {
          case 0 -> letters(draw, left - left / 2) + digits(draw, left / 2);
          case 1 -> letters(draw, left - 3) + digits(draw, 2) + letters(draw, 1);
          case 2 -> letters(draw, left);
          case 3 -> letters(draw, left - 3) + digits(draw, 1) + letters(draw, 1) + digits(draw, 1);
          default -> letters(draw, left - 3) + digits(draw, 1) + mark + digits(draw, 1);
        };
    return family + body;
  }

  private static String letters(Draw draw, int count) {
    var text = new StringBuilder();
    for (var i = 0; i < count; i++) {
      text.append(LETTERS.charAt(draw.below(LETTERS.length())));
    }
    return text.toString();
  }

  private static String digits(Draw draw, int count) {
    var text = new StringBuilder();
    for (var i = 0; i < count; i++) {
      text.append(draw.below(10));
    }
    return text.toString();
  }

  /// Length, height, width in cm, volume in litres, weight in kg; 0 where it is not known.
  private static List<String> numbers(Draw draw) {
    var shape = draw.weighted(7974, 2604, 1155, 29, 17, 2, 1);
    var sized = shape == 1 || shape == 3 || shape == 6;
    var zero = BigDecimal.ZERO;
    var length = sized ? size(23, draw, draw.weighted(81, 18, 1), 473) : zero;
    var height = sized || shape == 5 ? size(4.5, draw, draw.weighted(68, 30, 2), 182) : zero;
    var width = sized ? size(13, draw, draw.weighted(76, 23, 1), 230) : zero;
    var volume = zero;
    if (shape == 1 && draw.chance(0.91)) {
      volume = length.multiply(height).multiply(width).movePointLeft(3);
    } else if (shape == 1 || shape == 2 || shape == 6) {
      volume = amount(0.77, draw, draw.weighted(9, 10, 17, 37, 23, 3, 1), 350_000);
    }
    var heavy = shape != 0 && shape != 6;
    var places = draw.weighted(120, 249, 381, 136, 114);
    var weight = heavy ? amount(0.3, draw, places, 60_000) : zero;
    return List.of(plain(length), plain(height), plain(width), plain(volume), plain(weight));
  }

  private static BigDecimal size(double median, Draw draw, int decimals, double most) {
    var value = draw.quantile(0, 0.5, 0.05, median / 5, 0.5, median, 0.97, median * 4, 1, most);
    return rounded(value, decimals);
  }

  private static BigDecimal amount(double median, Draw draw, int decimals, double most) {
    var value = draw.quantile(0, 0.0001, 0.5, median, 0.95, 40, 0.999, 900, 1, most);
    return rounded(value, decimals);
  }

  private static BigDecimal rounded(double value, int decimals) {
    var least = BigDecimal.ONE.movePointLeft(decimals);
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).max(least);
  }

  private static String plain(BigDecimal value) {
    var short6 = value.setScale(Math.min(value.scale(), 6), RoundingMode.UP);
    return short6.signum() == 0 ? "0" : short6.stripTrailingZeros().toPlainString();
  }

  private static String quoted(String cell) {
    return cell.contains(",") || cell.contains("\"")
        ? '"' + cell.replace("\"", "\"\"") + '"'
        : cell;
  }

  private static void line(ByteArrayOutputStream out, String text) {
    out.writeBytes(ReliefWords.encoded(text + "\n"));
  }

  /// A description no longer than the real ones are, whose last part may be cut off.
  static String cut(String text) {
    var end = text.length();
    while (ReliefWords.encoded(text.substring(0, end)).length > LONGEST_BYTES) {
      end--;
    }
    return text.substring(0, end).strip();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "relief catalogue, seed %d, %d rows", seed, rows);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
