package skein.store.tables;

import skein.core.value.Value;

/// A post as the tables see it: what it is, and what it says.
///
/// @param id names it; its content never changes
/// @param seconds its time, since 1970
/// @param score what it is ranked by, finite
/// @param content any JSON; only an object whose `_table` names a table has a row
public record Post(String id, long seconds, double score, Value content) {
  public Post {
    requireFinite(score);
  }

  static void requireFinite(double score) {
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("a score is finite, not " + score);
    }
  }
}
