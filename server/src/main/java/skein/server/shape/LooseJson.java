package skein.server.shape;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import skein.core.value.Json;
import skein.core.value.Value;

/// Reads JSON as people and other programs write it (RFC 8259): with white space, any escapes,
/// `1.0` for 1. What the data model cannot hold is refused: keys that stand twice, more than 64
/// levels, lone surrogates. A number that a double would not hold exactly is kept as a text, digit
/// by digit, or refused: as the caller wants. Confined to one text.
public final class LooseJson {
  /// How many arrays and objects may stand inside one another, as in strict JSON.
  private static final int DEPTH_LIMIT = 64;

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]{0,400}+)(?:\\.[0-9]{1,400}+)?(?:[eE][+-]?[0-9]{1,3})?");
  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t";

  /// What becomes of a number that a double would not hold exactly.
  public enum Inexact {
    /// It becomes a text.
    TEXT,
    /// It is refused.
    REFUSED
  }

  private final String text;
  private final Inexact inexact;
  private int at;
  private int depth;

  private LooseJson(String text, Inexact inexact) {
    this.text = text;
    this.inexact = inexact;
  }

  /// Reads the one value that a text holds.
  ///
  /// @throws NotJson if it holds anything else
  public static Value parse(String text, Inexact inexact) {
    LooseJson json = new LooseJson(text, inexact);
    Value value = json.value();
    json.skipBlanks();
    if (json.at < text.length()) {
      throw json.wrong("something follows the value");
    }
    return value;
  }

  /// Reads the one value that bytes hold in UTF-8.
  ///
  /// @throws NotJson if they hold anything else
  public static Value parse(byte[] utf8, Inexact inexact) {
    ByteBuffer bytes = ByteBuffer.wrap(utf8);
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString(), inexact);
    } catch (CharacterCodingException e) {
      String good = new String(utf8, 0, bytes.position(), StandardCharsets.UTF_8);
      throw new NotJson("bytes that are not UTF-8", good.length());
    }
  }

  /// Where in a text that [#parse] takes a place stands: the character at which its key begins, for
  /// an item of a list the item.
  ///
  /// @param path the keys that lead there, items of lists by their number from 0
  /// @throws NotJson if there is no such place
  public static int find(String text, List<String> path) {
    LooseJson json = new LooseJson(text, Inexact.TEXT);
    json.skipBlanks();
    int found = json.at;
    for (String step : path) {
      found = json.goTo(step);
    }
    return found;
  }

  /// Goes from the object or list here to the value of one of its parts; gives where that begins.
  private int goTo(String step) {
    boolean named = take('{');
    if (!named) {
      require('[');
    }
    for (int i = 0; ; i++) {
      skipBlanks();
      int start = at;
      String name = named ? key() : String.valueOf(i);
      if (name.equals(step)) {
        skipBlanks();
        return start;
      }
      value();
      require(',');
    }
  }

  private NotJson wrong(String what) {
    return new NotJson(what, at);
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /// The next character that is not blank, which stays; `\0` at the end.
  private char peek() {
    skipBlanks();
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private boolean take(char wanted) {
    boolean there = peek() == wanted && at < text.length();
    if (there) {
      at++;
    }
    return there;
  }

  private void require(char wanted) {
    if (!take(wanted)) {
      throw wrong(at < text.length() ? "no '" + wanted + "' here" : "it ends too early");
    }
  }

  private Value value() {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> Value.of(string());
      case 't' -> word("true", Value.of(true));
      case 'f' -> word("false", Value.of(false));
      case 'n' -> word("null", Value.Null.ONLY);
      default -> number();
    };
  }

  private Value word(String word, Value value) {
    if (!text.startsWith(word, at)) {
      throw wrong("no JSON value");
    }
    at += word.length();
    return value;
  }

  private void enter() {
    if (++depth > DEPTH_LIMIT) {
      throw wrong("more than " + DEPTH_LIMIT + " arrays and objects inside one another");
    }
    at++;
  }

  private Value array() {
    enter();
    List<Value> items = new ArrayList<>();
    if (!take(']')) {
      do {
        items.add(value());
      } while (take(','));
      require(']');
    }
    depth--;
    return Value.of(items);
  }

  private Value object() {
    enter();
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    if (!take('}')) {
      do {
        field(fields);
      } while (take(','));
      require('}');
    }
    depth--;
    return Value.of(fields);
  }

  private void field(SequencedMap<String, Value> fields) {
    skipBlanks();
    int start = at;
    String key = key();
    if (fields.containsKey(key)) {
      throw new NotJson("the key '" + key + "' stands twice", start);
    }
    fields.put(key, value());
  }

  private String key() {
    if (peek() != '"') {
      throw wrong(at < text.length() ? "no key in quotes" : "it ends too early");
    }
    String key = string();
    require(':');
    return key;
  }

  private Value number() {
    if (at == text.length()) {
      throw wrong("it ends too early");
    }
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw wrong("no JSON value");
    }
    String written = matcher.group();
    double number = Double.parseDouble(written);
    if (isExact(written, number)) {
      at = matcher.end();
      return Value.of(number);
    }
    if (inexact == Inexact.REFUSED) {
      throw wrong("the number " + written + " would be rounded; write it as text, in quotes");
    }
    at = matcher.end();
    return Value.of(written);
  }

  private static boolean isExact(String written, double number) {
    return Double.isFinite(number)
        && (Json.numberText(number).equals(written)
            || new BigDecimal(Json.numberText(number)).compareTo(new BigDecimal(written)) == 0);
  }

  private String string() {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char letter = text.charAt(at);
      if (letter < ' ') {
        throw wrong("a control character in a text");
      }
      if (letter == '\\') {
        escape(value);
      } else {
        value.append(letter);
        at++;
      }
    }
    if (at >= text.length()) {
      throw new NotJson("a text that does not end", start);
    }
    at++;
    return paired(value.toString(), start);
  }

  private static String paired(String value, int start) {
    if (value.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF)) {
      throw new NotJson("a lone surrogate in the text that begins here", start);
    }
    return value;
  }

  /// Appends what the escape here stands for.
  private void escape(StringBuilder value) {
    char kind = at + 1 < text.length() ? text.charAt(at + 1) : '\0';
    int simple = ESCAPES.indexOf(kind);
    if (simple >= 0) {
      value.append(ESCAPED.charAt(simple));
      at += 2;
    } else if (kind == 'u' && at + 6 <= text.length() && isHex(text.substring(at + 2, at + 6))) {
      value.append((char) Integer.parseInt(text.substring(at + 2, at + 6), 16));
      at += 6;
    } else {
      throw wrong("no escape of JSON");
    }
  }

  private static boolean isHex(String four) {
    return four.chars().allMatch(letter -> "0123456789abcdefABCDEF".indexOf(letter) >= 0);
  }
}
