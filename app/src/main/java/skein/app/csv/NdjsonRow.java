package skein.app.csv;

import java.util.SequencedMap;
import skein.core.value.Value;

/// One line of a file of JSON objects: its fields, or why it was refused. Immutable.
public sealed interface NdjsonRow {

  /// A line that is one JSON object.
  ///
  /// @param line the line, from 1
  /// @param fields in the order of the line
  /// @param characters how long the line is
  record Good(long line, SequencedMap<String, Value> fields, int characters) implements NdjsonRow {}

  /// A line that was refused.
  record Bad(Row.Bad fault) implements NdjsonRow {}
}
