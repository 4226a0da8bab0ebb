package skein.app.home;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import skein.core.value.NotStrict;
import skein.core.value.SpaceId;
import skein.core.value.Value;

/// What a home knows of its spaces besides their contents: `spaces.json`. Immutable.
public record SpaceBook(List<Entry> spaces) {
  private static final long FORMAT = 2;

  /// The first format: a peer was a folder without a name.
  private static final long FOLDERS = 1;

  /// A book without spaces.
  public static final SpaceBook EMPTY = new SpaceBook(List.of());

  /// One space. `name`: what it is called here. `peers`: whom it is exchanged with, the one it was
  /// cloned from first; their names differ.
  public record Entry(String name, SpaceId id, List<Peer> peers) {
    public Entry {
      peers = List.copyOf(peers);
    }

    /// The peer that is called so here.
    public Optional<Peer> peer(String peerName) {
      return peers.stream().filter(peer -> peer.name().equals(peerName)).findFirst();
    }

    /// The peer with this address.
    public Optional<Peer> at(Address address) {
      return peers.stream().filter(peer -> peer.address().equals(address.text())).findFirst();
    }

    /// A new peer at this address, under a name that is free.
    public Peer fresh(Address address) {
      String word = address.word();
      String free = word;
      for (int i = 2; peer(free).isPresent(); i++) {
        free = word + "-" + i;
      }
      return Peer.of(free, address);
    }

    /// This space with `peer` in place of the one of that name.
    Entry with(Peer peer) {
      List<Peer> all = new ArrayList<>(peers);
      all.replaceAll(known -> known.name().equals(peer.name()) ? peer : known);
      if (!all.contains(peer)) {
        all.add(peer);
      }
      return new Entry(name, id, all);
    }

    Entry without(String peerName) {
      return new Entry(
          name, id, peers.stream().filter(peer -> !peer.name().equals(peerName)).toList());
    }
  }

  /// Whom a space is exchanged with. `address`: the text of an [Address]. `pin`: which certificate
  /// its node has. `token`: what it knows this home by. `mode`: what it lets this home do.
  public record Peer(
      String name,
      String address,
      @Nullable String pin,
      @Nullable String token,
      @Nullable Mode mode) {
    /// A peer that needs no token, as a folder.
    public static Peer of(String name, Address address) {
      return new Peer(name, address.text(), null, null, null);
    }

    /// False if it takes nothing from here.
    public boolean takes() {
      return mode != Mode.READ;
    }

    /// Where it is; its path is absolute, so that it is the same from everywhere.
    public Address where() {
      return Address.parse(address, Path.of(""));
    }
  }

  /// What a peer lets this home do.
  public enum Mode {
    READ,
    WRITE;

    /// As it stands in files and on the screen.
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// `read` or `write`; `IllegalArgumentException` for another word.
    public static Mode parse(String text) {
      for (Mode mode : values()) {
        if (mode.text().equals(text)) {
          return mode;
        }
      }
      throw new IllegalArgumentException("a mode is read or write, not '" + text + "'");
    }
  }

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

  SpaceBook without(SpaceId id) {
    return new SpaceBook(spaces.stream().filter(space -> !space.id().equals(id)).toList());
  }

  /// Reads the file; `IllegalArgumentException` or `NotStrict` says what is wrong with it.
  static SpaceBook parse(byte[] json) throws NotStrict {
    Fields fields = Fields.parse(json);
    long format = fields.count("v");
    if (format > FORMAT) {
      throw new IllegalArgumentException("its v is " + format + ", this skein reads " + FORMAT);
    }
    return new SpaceBook(
        fields.objects("spaces").stream().map(space -> entry(space, format)).toList());
  }

  private static Entry entry(Fields fields, long format) {
    Entry entry = new Entry(fields.text("name"), SpaceId.parse(fields.text("id")), List.of());
    for (Fields peer : fields.objects("peers")) {
      entry = entry.with(format == FOLDERS ? folder(entry, peer.text("folder")) : peer(peer));
    }
    return entry;
  }

  private static Peer folder(Entry entry, String folder) {
    return entry.fresh(new Address.Folder(Path.of(folder)));
  }

  private static Peer peer(Fields fields) {
    String mode = fields.textIfThere("mode");
    return new Peer(
        fields.text("name"),
        fields.text("address"),
        fields.textIfThere("pin"),
        fields.textIfThere("token"),
        mode == null ? null : Mode.parse(mode));
  }

  /// The bytes of the file.
  byte[] json() {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("v", Value.of(FORMAT));
    fields.put("spaces", Value.of(spaces.stream().map(SpaceBook::json).toList()));
    return Fields.line(fields);
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
    fields.put("name", Value.of(peer.name()));
    fields.put("address", Value.of(peer.address()));
    Mode mode = peer.mode();
    put(fields, "pin", peer.pin());
    put(fields, "token", peer.token());
    put(fields, "mode", mode == null ? null : mode.text());
    return Value.of(fields);
  }

  private static void put(SequencedMap<String, Value> fields, String key, @Nullable String text) {
    if (text != null) {
      fields.put(key, Value.of(text));
    }
  }
}
