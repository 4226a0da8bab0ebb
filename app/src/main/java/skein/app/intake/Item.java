package skein.app.intake;

import java.util.SequencedMap;
import skein.app.csv.Row;
import skein.core.record.RecordKey;
import skein.core.schema.TypeSchema;
import skein.core.value.Value;

/// One row of a file, as an import takes it: what it says of which record, or why it is left out.
public sealed interface Item {
  /// A row about a record. `characters`: how long it is.
  record Good(long line, RecordKey key, Content content, int characters) implements Item {}

  /// A row that cannot be read.
  record Bad(Row.Bad fault) implements Item {}

  /// What a row says; the type of the record may steer how a cell is read.
  @FunctionalInterface
  interface Content {
    /// The value of each property that the row tells of; null unsets it.
    SequencedMap<String, Value> values(TypeSchema schema);
  }
}
