package skein.server.records;

import java.util.Set;
import skein.core.schema.TypeSchema;
import skein.server.http.Problem;

/// Which names a client may write. Names that begin with `_` are the system's.
final class Names {
  private static final Set<String> SYSTEM_TYPES = Set.of(TypeSchema.TYPE, "_setting");

  private Names() {}

  /// @throws Problem if records of this type are not for clients to write
  static void requireType(String type) {
    if (type.startsWith("_") && !SYSTEM_TYPES.contains(type)) {
      throw Problem.bad(
          "'"
              + type
              + "' cannot be written: types that begin with _ are the system's; it has "
              + "_type and _setting");
    }
  }

  /// @throws Problem if the property is the system's
  static void requireProperty(String property) {
    if (property.startsWith("_")) {
      throw Problem.bad(
          "'" + property + "' cannot be written: properties that begin with _ are the system's");
    }
  }
}
