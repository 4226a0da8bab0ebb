package skein.sync.bundle;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import skein.core.history.Charter;
import skein.core.history.Frontier;
import skein.core.history.Line;
import skein.core.post.PostStore;
import skein.core.post.StoredPost;
import skein.core.record.Dot;
import skein.core.replica.Replica;
import skein.core.replica.Snapshot;
import skein.core.replica.Wants;
import skein.core.value.ReplicaId;
import skein.core.value.SpaceId;
import skein.sync.ending.Ending;
import skein.sync.exchange.Held;
import skein.sync.exchange.Result;
import skein.sync.transport.Progress;

/// A space, or the newer part of it, in one file (spec/bundle.md): the charter, then lines in an
/// order in which they can be integrated, then posts, if there are any. Streams, of any size.
public final class Bundle {
  /// The media type of a bundle.
  public static final String MEDIA_TYPE = "application/vnd.skein.log";

  /// How many lines are read from the replica, or integrated, at once.
  static final int PAGE_LINES = 1024;

  /// How many posts are read or admitted at once.
  static final int PAGE_POSTS = 64;

  private static final int BUFFER_BYTES = 1 << 16;

  private Bundle() {}

  /// How the file is written; all forms are read.
  public enum Form {
    PLAIN,
    GZIP
  }

  /// How many lines and posts were written.
  public record Written(long lines, long posts) {}

  /// Writes what somebody lacks who has `known`, everything for [Frontier#EMPTY], and all posts.
  /// The stream stays open.
  public static Written write(Held from, Frontier known, Form form, OutputStream to)
      throws IOException {
    return switch (form) {
      case PLAIN -> {
        BufferedOutputStream out = new BufferedOutputStream(to, BUFFER_BYTES);
        Written count = write(from, known, out);
        out.flush();
        yield count;
      }
      case GZIP -> {
        GZIPOutputStream zip = new GZIPOutputStream(to, BUFFER_BYTES);
        BufferedOutputStream out = new BufferedOutputStream(zip, BUFFER_BYTES);
        Written count = write(from, known, out);
        out.flush();
        zip.finish();
        yield count;
      }
    };
  }

  private record Part(SortedMap<ReplicaId, List<Dot>> wants, long until) {
    static Part of(Snapshot view, Frontier known) {
      SortedMap<ReplicaId, List<Dot>> wants = new TreeMap<>();
      view.frontier()
          .heads()
          .forEach(
              (replica, heads) -> {
                if (!known.of(replica).containsAll(heads)) {
                  wants.put(replica, known.of(replica));
                }
              });
      return new Part(wants, view.lastNumber());
    }
  }

  private static Written write(Held held, Frontier known, OutputStream out) throws IOException {
    Replica from = held.replica();
    long lines = writeLines(from, known, out);
    return new Written(lines, held.posts().isPresent() ? writePosts(held, out) : 0);
  }

  private static long writeLines(Replica from, Frontier known, OutputStream out)
      throws IOException {
    out.write(from.charter().json().toArray());
    out.write('\n');
    Part part = from.read(view -> Part.of(view, known));
    long count = 0;
    long reached = 0;
    for (boolean last = part.wants().isEmpty(); !last; ) {
      Replica.Page page =
          from.lines(Wants.all(part.wants()), new Replica.Span(reached, part.until()), PAGE_LINES);
      for (Line line : page.lines()) {
        out.write(line.bytes());
      }
      count += page.lines().size();
      reached = page.reached();
      last = page.last();
    }
    return count;
  }

  private static long writePosts(Held held, OutputStream out) throws IOException {
    PostStore store = held.posts().orElseThrow().posts().store();
    long count = 0;
    long order = 0;
    for (var page = page(store, order); !page.isEmpty(); page = page(store, order)) {
      for (StoredPost stored : page) {
        out.write(PostLine.write(stored));
        out.write('\n');
        order = stored.order();
      }
      count += page.size();
    }
    return count;
  }

  private static List<StoredPost> page(PostStore store, long order) {
    return store.read(reading -> reading.since(order, PAGE_POSTS));
  }

  /// The charter at the beginning, by which a bundle can be cloned.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Charter charter(InputStream from) throws IOException {
    return new BundleReader(unpacked(from)).charter();
  }

  /// Integrates a bundle of the same space. What is good before a fault stays: the result tells the
  /// fault, as that of a pull does, and the same bundle whole, or another, goes on there.
  ///
  /// @throws IOException when the file cannot be read, as opposed to not being whole
  public static Result read(InputStream from, Held to, Progress progress) throws IOException {
    try {
      BundleReader reader = new BundleReader(unpacked(from));
      Charter charter = reader.charter();
      SpaceId here = to.replica().space();
      if (!charter.space().equals(here)) {
        throw new IllegalArgumentException("it is of space " + charter.space() + ", not " + here);
      }
      return reader.readInto(to, progress);
    } catch (IllegalArgumentException e) {
      return BundleReader.result(
          new Ending.Failed("the bundle cannot be read: " + e.getMessage(), true));
    }
  }

  private static InputStream unpacked(InputStream from) throws IOException {
    BufferedInputStream in = new BufferedInputStream(from, BUFFER_BYTES);
    in.mark(2);
    int first = in.read();
    int second = in.read();
    in.reset();
    if (first != 0x1f || second != 0x8b) {
      return in;
    }
    try {
      return new BufferedInputStream(new GZIPInputStream(in, BUFFER_BYTES), BUFFER_BYTES);
    } catch (ZipException | EOFException e) {
      throw new IllegalArgumentException("what was packed is cut off or damaged", e);
    }
  }
}
