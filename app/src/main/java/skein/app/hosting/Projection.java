package skein.app.hosting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.core.post.PostReading;
import skein.core.post.Posts;
import skein.core.post.Rank;
import skein.core.post.StoredPost;
import skein.core.value.Bytes;
import skein.core.value.Value;
import skein.server.shape.LooseJson;
import skein.server.shape.NotJson;
import skein.store.blobs.Reference;
import skein.store.tables.Post;
import skein.store.tables.PostChange;
import skein.store.tables.Queries;
import skein.store.tables.Remap;
import skein.store.tables.TableSchema;
import skein.store.tables.Tables;

/// Keeps the tables of an app in step with its posts and its schema. One thread calls [#catchUp];
/// any may query [#tables].
final class Projection implements AutoCloseable {
  private static final int PAGE = 64;

  private final Path folder;
  private final Content content;
  private final Posts posts;
  private final Evicted evicted;
  private volatile Tables tables;
  private String epoch;
  private volatile @Nullable Bytes schemaHash;
  private @Nullable Rank swept;

  /// @param folder of the tables
  Projection(Path folder, Content content, Posts posts, Queries queries) {
    this.folder = folder;
    this.content = content;
    this.posts = posts;
    this.evicted = new Evicted(posts, queries);
    this.epoch = posts.store().read(PostReading::epoch);
    this.tables = open();
  }

  /// Cursors mean something in one epoch of the posts only.
  private Tables open() {
    String name = Bytes.sha256(Bytes.ofText(epoch)).hex().substring(0, 16);
    return Tables.open(folder.resolve(name));
  }

  Tables tables() {
    return tables;
  }

  /// Brings the tables up to what there is now; true if they have changed.
  boolean catchUp() {
    boolean changed = renewed();
    changed |= remapped();
    long before = tables.cursor();
    feed(before, tables::apply);
    changed |= tables.cursor() != before;
    changed |= swept();
    return changed;
  }

  private boolean renewed() {
    String now = posts.store().read(PostReading::epoch);
    if (now.equals(epoch)) {
      return false;
    }
    epoch = now;
    swept = null;
    schemaHash = null;
    Tables old = tables;
    tables = open();
    old.close();
    return true;
  }

  private interface Sink {
    void apply(List<PostChange> changes, long cursor);
  }

  private void feed(long from, Sink sink) {
    long order = from;
    for (var page = page(order); !page.isEmpty(); page = page(order)) {
      order = page.getLast().order();
      sink.apply(page.stream().map(Projection::change).toList(), order);
    }
  }

  private List<StoredPost> page(long order) {
    return posts.store().read(reading -> reading.since(order, PAGE));
  }

  private static PostChange change(StoredPost stored) {
    return new PostChange.Put(
        new Post(
            stored.head().id().toString(),
            stored.head().work().timeSeconds(),
            stored.head().score().seconds(),
            said(stored.post())));
  }

  /// What a post says; null, the value, if that is no JSON.
  private static Value said(skein.core.post.Post post) {
    String type = post.contentType().toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
    try {
      return type.equals("application/json")
          ? LooseJson.parse(post.data().toArray(), LooseJson.Inexact.TEXT)
          : Value.Null.ONLY;
    } catch (NotJson e) {
      return Value.Null.ONLY;
    }
  }

  /// True if the tables are those of the schema there is now, as far as it is one.
  boolean isOfTheSchema() {
    return Objects.equals(schemaFile(), schemaHash);
  }

  private @Nullable Bytes schemaFile() {
    return content.at(Content.SCHEMA).map(Reference::sha256).orElse(null);
  }

  /// Puts all posts into tables of another schema, while queries are answered from the old ones.
  /// True also if another file comes to the same tables: somebody may wait for them.
  private boolean remapped() {
    Bytes file = schemaFile();
    Optional<TableSchema> wanted = file == null ? Optional.of(TableSchema.NONE) : wanted(file);
    if (wanted.isEmpty()) {
      return false;
    }
    boolean differs = !wanted.get().equals(tables.schema());
    if (differs) {
      try (Remap remap = tables.remap(wanted.get())) {
        feed(0, remap::apply);
        swept = null;
        remap.swap();
      }
    }
    boolean other = !Objects.equals(file, schemaHash);
    schemaHash = file;
    return differs || other;
  }

  /// What the app's schema says; empty if the file is the same as at the last look, or has not come
  /// yet. If it is none, the tables stay as they are.
  private Optional<TableSchema> wanted(Bytes file) {
    boolean sound = !tables.schema().equals(TableSchema.NONE);
    Optional<InputStream> bytes =
        Objects.equals(file, schemaHash) && sound ? Optional.empty() : content.blobs().open(file);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = bytes.get()) {
      return switch (SchemaText.read(in.readAllBytes())) {
        case SchemaText.Good good -> Optional.of(good.schema());
        case SchemaText.Bad bad -> Optional.of(tables.schema());
      };
    } catch (IOException e) {
      throw new UncheckedIOException("the app's schema cannot be read", e);
    }
  }

  private boolean swept() {
    Rank floor = posts.store().read(PostReading::floor).orElse(null);
    if (floor == null || floor.equals(swept)) {
      return false;
    }
    boolean any = false;
    for (var gone = evicted.rows(tables, floor);
        gone.isEmpty() || !gone.get().isEmpty();
        gone = evicted.rows(tables, floor)) {
      if (gone.isEmpty()) {
        return any;
      }
      tables.apply(gone.get(), tables.cursor());
      any = true;
    }
    swept = floor;
    return any;
  }

  @Override
  public void close() {
    tables.close();
  }
}
