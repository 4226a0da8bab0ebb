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
import skein.core.record.Dot;
import skein.core.replica.Replica;
import skein.core.replica.Snapshot;
import skein.core.replica.Wants;
import skein.core.value.ReplicaId;
import skein.sync.exchange.Ending;
import skein.sync.exchange.Result;
import skein.sync.transport.Progress;

/// A space, or the newer part of it, in one file (spec/bundle.md): the charter, then lines in an
/// order in which they can be integrated. Streams, of any size.
public final class Bundle {
  /// The media type of a bundle.
  public static final String MEDIA_TYPE = "application/vnd.skein.log";

  /// How many lines are read from the replica, or integrated, at once.
  static final int PAGE_LINES = 1024;

  private static final int BUFFER_BYTES = 1 << 16;

  private Bundle() {}

  /// How the file is written; all forms are read.
  public enum Form {
    PLAIN,
    GZIP
  }

  /// Writes what somebody lacks who has `known`: everything for [Frontier#EMPTY]. Returns how many
  /// lines that are. The stream stays open.
  public static long write(Replica from, Frontier known, Form form, OutputStream to)
      throws IOException {
    return switch (form) {
      case PLAIN -> {
        BufferedOutputStream out = new BufferedOutputStream(to, BUFFER_BYTES);
        long count = write(from, known, out);
        out.flush();
        yield count;
      }
      case GZIP -> {
        GZIPOutputStream zip = new GZIPOutputStream(to, BUFFER_BYTES);
        BufferedOutputStream out = new BufferedOutputStream(zip, BUFFER_BYTES);
        long count = write(from, known, out);
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

  private static long write(Replica from, Frontier known, OutputStream out) throws IOException {
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
  public static Result read(InputStream from, Replica to, Progress progress) throws IOException {
    try {
      BundleReader reader = new BundleReader(unpacked(from));
      Charter charter = reader.charter();
      if (!charter.space().equals(to.space())) {
        throw new IllegalArgumentException(
            "it is of space " + charter.space() + ", not " + to.space());
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
