package skein.server.records;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import skein.core.value.Value;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.shape.LooseJson;
import skein.server.shape.NotJson;

/// Reads the bodies of requests.
final class Bodies {
  static final String JSON = "application/json";
  static final String EDIT = "application/vnd.skein.edit+json";
  static final String FORM = "application/x-www-form-urlencoded";

  /// The longest body, in bytes: twice what a changeset may have, as people write with blanks.
  private static final int MAX_BYTES = 2 << 20;

  private Bodies() {}

  /// What a body is written in.
  enum Kind {
    JSON,
    EDIT,
    FORM
  }

  /// @throws Problem 415 if it is anything else, or not in UTF-8
  static Kind kind(Request request) {
    String header = request.header("Content-Type").orElse(JSON).toLowerCase(Locale.ROOT);
    String[] parts = header.split(";", -1);
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip().replace("\"", "");
      if (part.startsWith("charset=") && !part.equals("charset=utf-8")) {
        throw new Problem(415, "the body is in " + part.substring(8) + "; only UTF-8 is taken");
      }
    }
    return switch (parts[0].strip()) {
      case JSON -> Kind.JSON;
      case EDIT -> Kind.EDIT;
      case FORM -> Kind.FORM;
      default ->
          throw new Problem(
              415, "the body is " + parts[0].strip() + "; this takes " + JSON + " or " + EDIT);
    };
  }

  /// True if there is no body at all.
  static boolean isNone(Request request) {
    return request.header("Content-Length").orElse("0").equals("0")
        && request.header("Transfer-Encoding").isEmpty();
  }

  /// The JSON value that a body is; numbers that a double would change become texts.
  static Value json(Request request) {
    try {
      return LooseJson.parse(request.body(MAX_BYTES), LooseJson.Inexact.TEXT);
    } catch (NotJson e) {
      throw Problem.bad("the body is no JSON that a space can hold: " + e.getMessage());
    }
  }

  /// The JSON object that a body is.
  static SequencedMap<String, Value> object(Request request) {
    if (json(request) instanceof Value.Obj object) {
      return object.fields();
    }
    throw Problem.bad("the body must be a JSON object");
  }

  /// The fields of a form: texts as they stand; an empty one unsets.
  static SequencedMap<String, Value> form(Request request) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> field : request.form(MAX_BYTES).entrySet()) {
      if (field.getValue().size() > 1) {
        throw Problem.bad("the field '" + field.getKey() + "' stands twice");
      }
      String text = field.getValue().getFirst();
      fields.put(field.getKey(), text.isEmpty() ? Value.Null.ONLY : Value.of(text));
    }
    return fields;
  }
}
