package skein.store.tables;

import java.util.List;

/// A `_schema` that no tables can be made of: what is wrong, and at which place of the JSON.
public final class BadSchema extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> path;

  BadSchema(List<String> path, String reason) {
    super(reason, null, false, false);
    this.path = List.copyOf(path);
  }

  /// The keys that lead from the whole to the place, items of arrays by their number from 0, as
  /// `[schema, posts, body]`; empty for the whole.
  public List<String> path() {
    return path;
  }

  /// What is wrong, without the place.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
