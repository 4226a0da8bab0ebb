package skein.store.tables;

import java.util.List;
import java.util.SequencedMap;
import skein.core.value.Value;

/// What a page asks: one SELECT (or WITH, or VALUES), and what stands for its parameters.
///
/// @param sql its text
/// @param parameters a list for `?` and `?1`, an object for `:name`, `@name` and `$name`
public record Query(String sql, Value parameters) {
  public static Query of(String sql) {
    return new Query(sql, Value.of(List.of()));
  }

  public static Query of(String sql, List<? extends Value> parameters) {
    return new Query(sql, Value.of(parameters));
  }

  /// With parameters by their names, which stand here without `:`, `@` or `$`.
  public static Query of(String sql, SequencedMap<String, ? extends Value> parameters) {
    return new Query(sql, Value.of(parameters));
  }
}
