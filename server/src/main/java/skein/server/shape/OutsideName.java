package skein.app.grammar;

/// Names of properties that come from outside and must not meet the system's, which begin with `_`.
public final class OutsideName {
  private OutsideName() {}

  /// The property for a name from outside: one `~` in front where it begins with `_` or `~`.
  public static String inside(String name) {
    return name.startsWith("_") || name.startsWith("~") ? "~" + name : name;
  }
}
