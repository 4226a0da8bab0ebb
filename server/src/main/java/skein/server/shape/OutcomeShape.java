package skein.server.shape;

import java.util.List;
import skein.core.replica.Found;
import skein.core.replica.Outcome;

/// What became of a draft, as JSON.
public final class OutcomeShape {
  private OutcomeShape() {}

  /// `result` (written), `number, changeset, records` (`local, type, id`), `left`. `changed`: the
  /// records as they stand now.
  public static Doc written(Outcome.Committed committed, List<Found> changed) {
    return new Doc()
        .put("result", "written")
        .put("number", committed.number())
        .put("changeset", committed.dot().toString())
        .putDocs("records", changed.stream().map(RecordShape::name).toList())
        .putTexts("left", committed.left());
  }

  /// `result` (unchanged), `left`.
  public static Doc unchanged(Outcome.Unchanged unchanged) {
    return new Doc().put("result", "unchanged").putTexts("left", unchanged.left());
  }
}
