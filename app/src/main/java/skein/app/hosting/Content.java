package skein.app.hosting;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import skein.app.home.AppLimits;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Found;
import skein.core.replica.Outcome;
import skein.core.replica.Replica;
import skein.core.replica.Snapshot;
import skein.core.value.Bytes;
import skein.core.value.Value;
import skein.server.hosting.App;
import skein.store.blobs.Blobs;
import skein.store.blobs.Reference;

/// The files of an app: records of the type `_content`, each with the path as its id and a
/// reference to its bytes (spec/apps.md). Safe for all threads.
public final class Content {
  /// The file that says which tables there are.
  public static final String SCHEMA = "_schema";

  /// The file that a browser is shown first.
  public static final String INDEX = "index.html";

  /// The longest `_schema`, in bytes.
  private static final int MAX_SCHEMA_BYTES = 1 << 18;

  private static final int MAX_PATH_BYTES = 512;
  private static final List<String> RESERVED = List.of("events", "query", "add_record");

  private final Home home;
  private final OpenSpace space;
  private final Blobs blobs;

  public Content(Home home, OpenSpace space) {
    this.home = home;
    this.space = space;
    this.blobs = new Blobs(home.blobs(space.entry().id()));
  }

  private Replica replica() {
    return space.replica();
  }

  Blobs blobs() {
    return blobs;
  }

  /// What the app may take up here.
  public AppLimits limits() {
    long most = home.mostBytes(space.entry().id());
    return replica().read(AppLimits::of).within(most);
  }

  /// All files by path, here or not.
  public SortedMap<String, Reference> all() {
    return replica().read(Content::all);
  }

  private static SortedMap<String, Reference> all(Snapshot view) {
    SortedMap<String, Reference> all = new TreeMap<>();
    view.forEach(
        AppLimits.CONTENT,
        found ->
            reference(found).ifPresent(reference -> all.put(found.view().key().id(), reference)));
    return all;
  }

  private static Optional<Reference> reference(Found found) {
    return found.view().exists()
        ? Reference.parse(found.view().value(AppLimits.BODY))
        : Optional.empty();
  }

  /// The file at a path.
  public Optional<Reference> at(String path) {
    return replica().read(view -> view.record(key(path)).flatMap(Content::reference));
  }

  private static RecordKey key(String path) {
    return new RecordKey(AppLimits.CONTENT, path);
  }

  /// True if this home may write the app's files.
  public boolean isMine() {
    return home.owns(space.entry().id());
  }

  /// Keeps a file, in place of the one at that path.
  ///
  /// @throws IOException when `in` cannot be read to its end
  public App.Put put(String path, String type, InputStream in) throws IOException {
    if (!isMine()) {
      return new App.Put.NotOwner();
    }
    Optional<String> fault = fault(path, type);
    if (fault.isPresent()) {
      return new App.Put.Wrong(fault.get());
    }
    return path.equals(SCHEMA) ? putSchema(type, in) : kept(path, type, in);
  }

  private static Optional<String> fault(String path, String type) {
    int length = path.getBytes(StandardCharsets.UTF_8).length;
    if (length > MAX_PATH_BYTES) {
      return Optional.of("a path has at most " + MAX_PATH_BYTES + " bytes, this one has " + length);
    }
    if (path.chars().anyMatch(letter -> letter < ' ') || path.startsWith("/")) {
      return Optional.of("a path has no control characters, and no empty first part");
    }
    if (RESERVED.contains(path)) {
      return Optional.of("'" + path + "' is an address of the node's own; choose another");
    }
    boolean named = type.matches("[\\x21-\\x7e][\\x20-\\x7e]{0,199}");
    return named
        ? Optional.empty()
        : Optional.of("a content type has 1 to 200 printable ASCII characters");
  }

  /// What is no schema is never stored.
  private App.Put putSchema(String type, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_SCHEMA_BYTES + 1);
    if (bytes.length > MAX_SCHEMA_BYTES) {
      return new App.Put.TooLarge("a " + SCHEMA + " has at most " + MAX_SCHEMA_BYTES + " bytes");
    }
    return switch (SchemaText.read(bytes)) {
      case SchemaText.Bad bad -> new App.Put.Wrong(SCHEMA + " is no schema: " + bad.sentence());
      case SchemaText.Good good -> kept(SCHEMA, type, new ByteArrayInputStream(bytes));
    };
  }

  private App.Put kept(String path, String type, InputStream in) throws IOException {
    AppLimits limits = limits();
    long others = bytesBeside(path);
    Bounded bounded = new Bounded(in, Math.min(limits.fileBytes(), limits.bytes() - others));
    Reference reference;
    try {
      reference = blobs.put(bounded, type);
    } catch (Bounded.Over over) {
      return new App.Put.TooLarge(tooLarge(path, limits, others));
    }
    Value body = reference.value();
    return written(
        view ->
            view.record(key(path)).filter(found -> found.view().exists()).isPresent()
                ? Edit.Update.of(key(path), List.of(new Assign.Set(AppLimits.BODY, body)))
                : new Edit.Create(key(path), List.of(new Assign.Set(AppLimits.BODY, body))));
  }

  private static String tooLarge(String path, AppLimits limits, long others) {
    return "'%s' is too large: a file has at most %d bytes, and the app %d, of which its other"
            .formatted(path, limits.fileBytes(), limits.bytes())
        + " files take "
        + others;
  }

  private long bytesBeside(String path) {
    return all().entrySet().stream()
        .filter(file -> !file.getKey().equals(path))
        .map(Map.Entry::getValue)
        .mapToLong(Reference::size)
        .sum();
  }

  private interface Editing {
    Edit edit(Snapshot view);
  }

  private App.Put written(Editing editing) {
    Edit edit = replica().read(editing::edit);
    return switch (replica().commit(Draft.of("owner", edit))) {
      case Outcome.Committed committed -> new App.Put.Done();
      case Outcome.Unchanged unchanged -> new App.Put.Done();
      case Outcome.Refused refused -> new App.Put.Wrong(String.join("; ", refused.reasons()));
    };
  }

  /// Deletes a file; its bytes go with the next look after what nobody needs.
  public App.Put delete(String path) {
    if (!isMine()) {
      return new App.Put.NotOwner();
    }
    return at(path).isEmpty() ? new App.Put.Absent() : written(view -> Edit.Delete.of(key(path)));
  }

  /// Lets bytes go that no record names any more, and that are older than this.
  void sweep(Instant before) {
    blobs.sweep(replica().read(Content::named), before);
  }

  private static Set<Bytes> named(Snapshot view) {
    Set<Bytes> named = new HashSet<>();
    for (String type : view.reading().types()) {
      view.forEach(
          type,
          found ->
              found.live().registers().values().stream()
                  .flatMap(Collection::stream)
                  .flatMap(entry -> Reference.parse(entry.value()).stream())
                  .forEach(reference -> named.add(reference.sha256())));
    }
    return named;
  }

  /// Sets what an app may take up, and how much work its posts carry.
  public void limit(AppLimits limits) {
    List<Assign> assigns =
        List.of(
            new Assign.Set(AppLimits.MAX_SIZE, Value.of(limits.bytes())),
            new Assign.Set(AppLimits.MAX_FILE, Value.of(limits.fileBytes())),
            new Assign.Set(AppLimits.EFFORT, Value.of(limits.effort())));
    written(
        view ->
            view.record(AppLimits.KEY).isPresent()
                ? Edit.Update.of(AppLimits.KEY, assigns)
                : new Edit.Create(AppLimits.KEY, assigns));
  }
}
