package skein.server.shape;

import java.util.Optional;

/// Names of types and properties that come from outside and must not meet the system's, which begin
/// with `_`.
public final class OutsideName {
  private OutsideName() {}

  /// The name in a space for a name from outside: one `~` in front where it begins with `_` or `~`.
  public static String inside(String name) {
    return name.startsWith("_") || name.startsWith("~") ? "~" + name : name;
  }

  /// The way back; empty for what only the system names.
  public static Optional<String> outside(String name) {
    if (name.startsWith("~")) {
      return Optional.of(name.substring(1));
    }
    return name.startsWith("_") ? Optional.empty() : Optional.of(name);
  }
}
