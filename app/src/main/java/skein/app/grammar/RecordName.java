package skein.app.grammar;

import skein.core.record.RecordKey;

/// How people name a record: by its local id, or by type and id. Immutable.
public sealed interface RecordName {
  /// The small number that this replica gave it.
  record Local(long id) implements RecordName {}

  /// `type/id`; the id may hold further slashes.
  record Full(RecordKey key) implements RecordName {}

  /// Reads `7` or `ticket/0198…`; `IllegalArgumentException` if it is neither.
  static RecordName parse(String text) {
    int slash = text.indexOf('/');
    if (slash > 0 && slash < text.length() - 1) {
      return new Full(new RecordKey(text.substring(0, slash), text.substring(slash + 1)));
    }
    if (text.matches("[1-9][0-9]{0,17}")) {
      return new Local(Long.parseLong(text));
    }
    throw new IllegalArgumentException(
        "'" + text + "' names no record: write its local number, as 7, or type/id");
  }
}
