package skein.app.home;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import skein.core.value.Json;
import skein.core.value.SpaceId;
import skein.core.value.Value;

/// What a home knows of its spaces besides their contents: `spaces.json`. Immutable.
public record SpaceBook(List<Entry> spaces) {
  private static final long FORMAT = 1;

  /// A book without spaces.
  public static final SpaceBook EMPTY = new SpaceBook(List.of());

  /// One space. `name`: what it is called here. `peers`: homes it was pulled from, the one it was
  /// cloned from first.
  public record Entry(String name, SpaceId id, List<Peer> peers) {
    public Entry {
      peers = List.copyOf(peers);
    }

    /// This space after a pull from `peer`.
    Entry with(Peer peer) {
      List<Peer> all = new ArrayList<>(peers);
      all.replaceAll(known -> known.folder().equals(peer.folder()) ? peer : known);
      if (!all.contains(peer)) {
        all.add(peer);
      }
      return new Entry(name, id, all);
    }
  }

  /// Another home's folder, and when it was last pulled from (ISO 8601), null for never.
  public record Peer(String folder, @Nullable String pulled) {}

  public SpaceBook {
    spaces = List.copyOf(spaces);
  }

  /// The space with this local name.
  public Optional<Entry> named(String name) {
    return spaces.stream().filter(space -> space.name().equals(name)).findFirst();
  }

  /// The space with this id.
  public Optional<Entry> of(SpaceId id) {
    return spaces.stream().filter(space -> space.id().equals(id)).findFirst();
  }

  /// The local names, sorted.
  public List<String> names() {
    return spaces.stream().map(Entry::name).sorted().toList();
  }

  SpaceBook with(Entry entry) {
    List<Entry> all = new ArrayList<>(spaces);
    all.removeIf(known -> known.id().equals(entry.id()));
    all.add(entry);
    return new SpaceBook(all);
  }

  /// Reads the file; `IllegalArgumentException` or `NotStrict` says what is wrong with it.
  static SpaceBook parse(byte[] json) {
    int end = json.length;
    while (end > 0 && json[end - 1] == '\n') {
      end--;
    }
    SequencedMap<String, Value> fields = fields(Json.parse(Arrays.copyOf(json, end)));
    if (!Value.of(FORMAT).equals(fields.get("v"))) {
      throw new IllegalArgumentException("its v is not " + FORMAT);
    }
    return new SpaceBook(items(fields, "spaces").stream().map(SpaceBook::entry).toList());
  }

  private static Entry entry(Value value) {
    SequencedMap<String, Value> fields = fields(value);
    return new Entry(
        text(fields, "name"),
        SpaceId.parse(text(fields, "id")),
        items(fields, "peers").stream().map(SpaceBook::peer).toList());
  }

  private static Peer peer(Value value) {
    SequencedMap<String, Value> fields = fields(value);
    return new Peer(
        text(fields, "folder"), fields.containsKey("pulled") ? text(fields, "pulled") : null);
  }

  private static SequencedMap<String, Value> fields(Value value) {
    if (value instanceof Value.Obj object) {
      return object.fields();
    }
    throw new IllegalArgumentException("it holds something else where an object belongs");
  }

  private static List<Value> items(SequencedMap<String, Value> fields, String key) {
    if (fields.get(key) instanceof Value.Array array) {
      return array.items();
    }
    throw new IllegalArgumentException("it has no list '" + key + "'");
  }

  private static String text(SequencedMap<String, Value> fields, String key) {
    if (fields.get(key) instanceof Value.Text text) {
      return text.value();
    }
    throw new IllegalArgumentException("it has no text '" + key + "'");
  }

  /// The bytes of the file.
  byte[] json() {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("v", Value.of(FORMAT));
    fields.put("spaces", Value.of(spaces.stream().map(SpaceBook::json).toList()));
    byte[] json = Json.write(Value.of(fields));
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }

  private static Value json(Entry entry) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("name", Value.of(entry.name()));
    fields.put("id", Value.of(entry.id().toString()));
    fields.put("peers", Value.of(entry.peers().stream().map(SpaceBook::json).toList()));
    return Value.of(fields);
  }

  private static Value json(Peer peer) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("folder", Value.of(peer.folder()));
    String pulled = peer.pulled();
    if (pulled != null) {
      fields.put("pulled", Value.of(pulled));
    }
    return Value.of(fields);
  }
}
