package skein.app.csv;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.Value;

/// Reads JSON as other programs write it (RFC 8259): with white space, other escapes, `1.0` for 1.
/// It is put into its one strict text, token by token, and [Json] reads that, so everything else is
/// as strict as ever: keys unique, at most 64 deep. A number that a double does not hold exactly is
/// refused rather than rounded. Confined to one line.
final class LooseJson {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,400})(\\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?");

  private final String text;
  private final ByteArrayOutputStream strict = new ByteArrayOutputStream();
  private final NavigableMap<Integer, Integer> places = new TreeMap<>();
  private boolean afterScalar;
  private int at;

  /// What was read, or where and why it cannot be.
  sealed interface Parsed {
    /// It is this value.
    record Whole(Value value) implements Parsed {}

    /// It is no JSON. `character`: its place, from 0.
    record Wrong(int character, String reason) implements Parsed {}
  }

  private static final class NotJson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotJson(String reason) {
      super(reason, null, false, false);
    }
  }

  private LooseJson(String text) {
    this.text = text;
  }

  static Parsed parse(String text) {
    LooseJson json = new LooseJson(text);
    try {
      json.run();
      return new Parsed.Whole(Json.parse(json.strict.toByteArray()));
    } catch (NotJson | IllegalArgumentException e) {
      return new Parsed.Wrong(json.at, String.valueOf(e.getMessage()));
    } catch (NotStrict e) {
      Map.Entry<Integer, Integer> place = json.places.floorEntry(e.offset());
      return new Parsed.Wrong(place == null ? 0 : place.getValue(), String.valueOf(e.getMessage()));
    }
  }

  private void run() {
    while (at < text.length()) {
      char letter = text.charAt(at);
      if (letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n') {
        at++;
      } else if ("{}[],:".indexOf(letter) >= 0) {
        put(String.valueOf(letter), 1, false);
      } else if (letter == '"') {
        string();
      } else if (letter == '-' || (letter >= '0' && letter <= '9')) {
        number();
      } else {
        word();
      }
    }
  }

  private void put(String token, int length, boolean scalar) {
    if (scalar && afterScalar) {
      throw new NotJson("two values stand side by side");
    }
    afterScalar = scalar;
    places.put(strict.size(), at);
    strict.writeBytes(token.getBytes(StandardCharsets.UTF_8));
    at += length;
  }

  private void word() {
    int end = at;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    String word = text.substring(at, Math.max(end, at + 1));
    if (!word.equals("true") && !word.equals("false") && !word.equals("null")) {
      throw new NotJson("no JSON value begins with '" + word.charAt(0) + "' like this");
    }
    put(word, word.length(), true);
  }

  private void number() {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw new NotJson("this is no number of JSON");
    }
    double value = Double.parseDouble(matcher.group());
    String written = Double.isFinite(value) ? Json.numberText(value) : "";
    boolean exact =
        !written.isEmpty()
            && new BigDecimal(written).compareTo(new BigDecimal(matcher.group())) == 0;
    if (!exact) {
      throw new NotJson(
          "the number " + matcher.group() + " would be rounded; write it as text, in quotes");
    }
    put(written, matcher.end() - at, true);
  }

  private void string() {
    StringBuilder value = new StringBuilder();
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != '"') {
      char letter = text.charAt(end);
      if (letter < 0x20) {
        throw new NotJson("a control character stands in a text");
      }
      if (letter == '\\') {
        end += escape(end, value);
      } else {
        value.append(letter);
        end++;
      }
    }
    if (end >= text.length()) {
      throw new NotJson("a text that begins here does not end");
    }
    byte[] written = Json.write(Value.of(value.toString()));
    put(new String(written, StandardCharsets.UTF_8), end + 1 - at, true);
  }

  /// Appends what the escape at `place` stands for; how many characters it takes.
  private int escape(int place, StringBuilder value) {
    char kind = place + 1 < text.length() ? text.charAt(place + 1) : ' ';
    int simple = "\"\\/bfnrt".indexOf(kind);
    if (simple >= 0) {
      value.append("\"\\/\b\f\n\r\t".charAt(simple));
      return 2;
    }
    if (kind == 'u' && text.substring(place + 2).matches("(?s)[0-9a-fA-F]{4}.*")) {
      value.append((char) Integer.parseInt(text.substring(place + 2, place + 6), 16));
      return 6;
    }
    throw new NotJson("'\\" + kind + "' is no escape of JSON");
  }
}
