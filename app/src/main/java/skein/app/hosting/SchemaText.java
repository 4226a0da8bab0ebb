package skein.app.hosting;

import java.nio.charset.StandardCharsets;
import skein.core.value.Value;
import skein.server.shape.LooseJson;
import skein.server.shape.NotJson;
import skein.server.shape.Place;
import skein.store.tables.BadSchema;
import skein.store.tables.TableSchema;

/// What an app's author wrote as `_schema`. Source: `spec/tables.md`.
public sealed interface SchemaText {
  /// Tables can be made of it.
  record Good(TableSchema schema) implements SchemaText {}

  /// It is no JSON, or no schema: the first thing that is wrong.
  record Bad(Place place, String reason) implements SchemaText {
    /// For the author.
    public String sentence() {
      return place + ": " + reason;
    }
  }

  /// Reads a schema as people write JSON, in UTF-8.
  static SchemaText read(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    try {
      Value value = LooseJson.parse(utf8, LooseJson.Inexact.TEXT);
      return new Good(TableSchema.of(value));
    } catch (NotJson e) {
      return new Bad(Place.of(text, e.character()), String.valueOf(e.getMessage()));
    } catch (BadSchema e) {
      return new Bad(Place.of(text, LooseJson.find(text, e.path())), e.reason());
    }
  }
}
