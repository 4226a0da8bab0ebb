package skein.testkit.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a JSON object whose values are texts, whole numbers or lists of texts, with any white
/// space. Anything else is an [IllegalArgumentException] that names the position. Confined.
final class FlatJson {

  sealed interface Value {}

  record Text(String text) implements Value {}

  record Whole(long number) implements Value {}

  record Texts(List<String> texts) implements Value {}

  private final String json;
  private int at;

  private FlatJson(String json) {
    this.json = json;
  }

  static Map<String, Value> read(String json) {
    var reader = new FlatJson(json);
    var object = reader.object();
    reader.space();
    if (reader.at != json.length()) {
      throw reader.wrong("the end of the line");
    }
    return object;
  }

  private Map<String, Value> object() {
    var object = new LinkedHashMap<String, Value>();
    expect('{');
    if (!took('}')) {
      do {
        var name = text();
        expect(':');
        if (object.put(name, value()) != null) {
          throw wrong("a name other than '" + name + "' again");
        }
      } while (took(','));
      expect('}');
    }
    return object;
  }

  private Value value() {
    space();
    return switch (peek()) {
      case '"' -> new Text(text());
      case '[' -> new Texts(texts());
      default -> new Whole(whole());
    };
  }

  private List<String> texts() {
    var texts = new ArrayList<String>();
    expect('[');
    if (!took(']')) {
      do {
        texts.add(text());
      } while (took(','));
      expect(']');
    }
    return texts;
  }

  private long whole() {
    var from = at;
    at += peek() == '-' ? 1 : 0;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (!json.substring(from, at).matches("-?[0-9]{1,18}")) {
      throw wrong("a text, a list or a whole number");
    }
    return Long.parseLong(json, from, at, 10);
  }

  private String text() {
    expect('"');
    var text = new StringBuilder();
    while (peek() != '"') {
      if (peek() < ' ') {
        throw wrong("a character of a text");
      }
      text.append(json.charAt(at++) == '\\' ? escaped() : json.charAt(at - 1));
    }
    at++;
    return text.toString();
  }

  private char escaped() {
    var letter = peek();
    at++;
    return switch (letter) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '"', '\\', '/' -> letter;
      case 'u' -> hex();
      default -> throw wrong("an escape");
    };
  }

  private char hex() {
    var end = at + 4;
    if (end > json.length() || !json.substring(at, end).matches("[0-9A-Fa-f]{4}")) {
      throw wrong("four hex digits");
    }
    at = end;
    return (char) Integer.parseInt(json, end - 4, end, 16);
  }

  private void expect(char wanted) {
    if (!took(wanted)) {
      throw wrong("'" + wanted + "'");
    }
  }

  private boolean took(char wanted) {
    space();
    var is = peek() == wanted;
    at += is ? 1 : 0;
    return is;
  }

  private void space() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\r') {
      at++;
    }
  }

  /// The next character; NUL at the end.
  private char peek() {
    return at < json.length() ? json.charAt(at) : 0;
  }

  private IllegalArgumentException wrong(String wanted) {
    return new IllegalArgumentException("character " + (at + 1) + " is not " + wanted);
  }
}
