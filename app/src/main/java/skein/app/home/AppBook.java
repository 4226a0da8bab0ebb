package skein.app.home;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import skein.core.value.NotStrict;
import skein.core.value.SpaceId;
import skein.core.value.Value;

/// What a home knows of apps besides their spaces: `apps.json`. Immutable.
public record AppBook(List<Entry> apps) {
  private static final long FORMAT = 1;

  /// A book without apps.
  public static final AppBook EMPTY = new AppBook(List.of());

  /// One app. `name`: what it is to be called once its space is here; null for a name of its own.
  /// `peers`: `host:port` of those who are asked for it until then. `bytes`: the most that it may
  /// take up here, whatever its owner says; null: as usual. `port`: where it is public; null if it
  /// is not.
  public record Entry(
      SpaceId id,
      @Nullable String name,
      List<String> peers,
      @Nullable Long bytes,
      @Nullable Long port) {
    public Entry {
      peers = List.copyOf(peers);
    }

    /// Of an app of which nothing is known here.
    public static Entry of(SpaceId id) {
      return new Entry(id, null, List.of(), null, null);
    }

    /// The same with one more peer to ask.
    public Entry asking(String peer) {
      List<String> more = new ArrayList<>(peers);
      more.remove(peer);
      more.add(peer);
      return new Entry(id, name, more, bytes, port);
    }

    /// The same under another name.
    public Entry named(@Nullable String newName) {
      return new Entry(id, newName, peers, bytes, port);
    }

    /// The same with another bound of what it may take up here.
    public Entry within(@Nullable Long most) {
      return new Entry(id, name, peers, most, port);
    }

    /// The same, public at a port, or at none.
    public Entry at(@Nullable Long newPort) {
      return new Entry(id, name, peers, bytes, newPort);
    }
  }

  public AppBook {
    apps = List.copyOf(apps);
  }

  /// What stands here of an app.
  public Optional<Entry> of(SpaceId id) {
    return apps.stream().filter(app -> app.id().equals(id)).findFirst();
  }

  /// The same with this entry in place of the one of its app.
  public AppBook with(Entry entry) {
    List<Entry> all = new ArrayList<>(without(entry.id()).apps);
    all.add(entry);
    return new AppBook(all);
  }

  /// The same without an app.
  public AppBook without(SpaceId id) {
    return new AppBook(apps.stream().filter(app -> !app.id().equals(id)).toList());
  }

  /// Reads the file; `IllegalArgumentException` or `NotStrict` says what is wrong with it.
  static AppBook parse(byte[] json) throws NotStrict {
    Fields fields = Fields.parse(json);
    if (fields.count("v") != FORMAT) {
      throw new IllegalArgumentException("its v is not " + FORMAT);
    }
    return new AppBook(fields.objects("apps").stream().map(AppBook::entry).toList());
  }

  private static Entry entry(Fields fields) {
    List<String> peers = new ArrayList<>();
    if (fields.all().get("peers") instanceof Value.Array(List<Value> items)) {
      for (Value item : items) {
        peers.add(item instanceof Value.Text(String text) ? AppLink.requirePeer(text) : "");
      }
    }
    return new Entry(
        SpaceId.parse(fields.text("id")),
        fields.textIfThere("name"),
        peers,
        fields.has("bytes") ? fields.count("bytes") : null,
        fields.has("port") ? fields.count("port") : null);
  }

  /// The bytes of the file.
  byte[] json() {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("v", Value.of(FORMAT));
    fields.put("apps", Value.of(apps.stream().map(AppBook::json).toList()));
    return Fields.line(fields);
  }

  private static Value json(Entry entry) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("id", Value.of(entry.id().toString()));
    String name = entry.name();
    if (name != null) {
      fields.put("name", Value.of(name));
    }
    fields.put("peers", Value.of(entry.peers().stream().map(Value::of).toList()));
    put(fields, "bytes", entry.bytes());
    put(fields, "port", entry.port());
    return Value.of(fields);
  }

  private static void put(SequencedMap<String, Value> fields, String key, @Nullable Long number) {
    if (number != null) {
      fields.put(key, Value.of((long) number));
    }
  }
}
