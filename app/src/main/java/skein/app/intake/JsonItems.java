package skein.app.intake;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.app.csv.NdjsonRow;
import skein.app.csv.NdjsonRows;
import skein.app.csv.Row;
import skein.core.query.Literal;
import skein.core.record.RecordKey;
import skein.core.value.Value;
import skein.server.shape.OutsideName;

/// The lines of a file of JSON objects as items.
///
/// With `idFrom` the objects come from elsewhere: each key is a property, one is the id. Without,
/// they are as `skein export` and `skein search --json` write them: `type, id, values`, and what
/// else stands there is another replica's and passed over. Confined to one thread.
public final class JsonItems implements Iterator<Item> {
  private static final Set<String> KEYS =
      Set.of("type", "id", "values", "local", "order", "exists", "open", "flags");

  private final NdjsonRows rows;
  private final @Nullable String type;
  private final @Nullable String idFrom;
  private final Map<String, String> renamed;

  /// @param type of the records; may be null where the lines say it
  /// @param idFrom the key with the id; null for lines that were exported
  /// @param renamed the property for a key
  public JsonItems(
      NdjsonRows rows,
      @Nullable String type,
      @Nullable String idFrom,
      Map<String, String> renamed) {
    if (idFrom != null && type == null) {
      throw new IllegalArgumentException("--id-from needs --type: say what type the records have");
    }
    this.rows = rows;
    this.type = type;
    this.idFrom = idFrom;
    this.renamed = Map.copyOf(renamed);
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public Item next() {
    return switch (rows.next()) {
      case NdjsonRow.Good good -> item(good);
      case NdjsonRow.Bad bad -> new Item.Bad(bad.fault());
    };
  }

  private Item item(NdjsonRow.Good row) {
    String from = idFrom;
    try {
      return from == null ? exported(row) : foreign(row, from, String.valueOf(type));
    } catch (IllegalArgumentException e) {
      return new Item.Bad(new Row.Bad(row.line(), 1, -1, String.valueOf(e.getMessage())));
    }
  }

  private Item foreign(NdjsonRow.Good row, String from, String typeName) {
    Value id = row.fields().get(from);
    if (!(id instanceof Value.Text || id instanceof Value.Num)) {
      throw new IllegalArgumentException("'" + from + "' holds no id, which is a text or number");
    }
    SequencedMap<String, Value> values = new LinkedHashMap<>();
    for (Map.Entry<String, Value> field : row.fields().entrySet()) {
      String name = field.getKey();
      if (!name.equals(from) || renamed.containsKey(name)) {
        String property = renamed.getOrDefault(name, OutsideName.inside(name));
        put(values, property, field.getValue());
      }
    }
    RecordKey key = new RecordKey(typeName, Literal.print(id));
    return new Item.Good(row.line(), key, schema -> values, row.characters());
  }

  private Item exported(NdjsonRow.Good row) {
    for (String key : row.fields().keySet()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "'"
                + key
                + "' is no key of an exported line, which has type, id, values; for other objects"
                + " say --type, and with --id-from which key holds the id");
      }
    }
    String own = row.fields().get("type") instanceof Value.Text text ? text.value() : type;
    if (own == null || (type != null && !own.equals(type))) {
      throw new IllegalArgumentException("the type is not " + (type == null ? "there" : type));
    }
    if (!(row.fields().get("id") instanceof Value.Text id)
        || !(row.fields().get("values") instanceof Value.Obj object)) {
      throw new IllegalArgumentException("the line has no text 'id', or no object 'values'");
    }
    if (Value.of(false).equals(row.fields().get("exists"))) {
      throw new IllegalArgumentException("the record was deleted where the line was made");
    }
    SequencedMap<String, Value> values = new LinkedHashMap<>();
    object.fields().forEach((name, value) -> put(values, renamed.getOrDefault(name, name), value));
    RecordKey key = new RecordKey(own, id.value());
    return new Item.Good(row.line(), key, schema -> values, row.characters());
  }

  private static void put(SequencedMap<String, Value> values, String property, Value value) {
    RecordKey.requireName("property", property);
    if (values.put(property, value) != null) {
      throw new IllegalArgumentException("two keys would become the property " + property);
    }
  }
}
