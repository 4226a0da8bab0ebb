package skein.server.apps;

import java.util.List;
import skein.core.value.Value;
import skein.server.hosting.App;
import skein.server.http.Answer;
import skein.server.http.Problem;
import skein.server.shape.Doc;

/// What a query comes to, as JSON: `{"success","results","columns"}`.
final class Rows {
  private Rows() {}

  static Answer answer(App.Answer answer) {
    return switch (answer) {
      case App.Answer.Rows rows -> Answer.json(doc(rows).value());
      case App.Answer.Refused refused -> throw problem(refused);
    };
  }

  static Problem problem(App.Answer.Refused refused) {
    return new Problem(refused.later() ? 503 : 500, refused.why());
  }

  static Doc doc(App.Answer.Rows rows) {
    List<Value> results = rows.rows().stream().map(Value::of).toList();
    return new Doc()
        .put("success", true)
        .put("results", Value.of(results))
        .putTexts("columns", rows.columns());
  }
}
