package skein.sync.bundle;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import skein.core.history.Charter;
import skein.core.history.Line;
import skein.core.post.Admitted;
import skein.core.post.Offer;
import skein.core.replica.Received;
import skein.core.replica.Remark;
import skein.core.replica.Replica;
import skein.core.value.Bytes;
import skein.core.value.NotStrict;
import skein.core.value.ReplicaId;
import skein.sync.ending.Ending;
import skein.sync.exchange.Held;
import skein.sync.exchange.Result;
import skein.sync.exchange.Tally;
import skein.sync.posts.PostResult;
import skein.sync.posts.PostSide;
import skein.sync.transport.Progress;

/// Reads a bundle line by line, and integrates it in pages that end between groups. Confined.
final class BundleReader {
  private static final int MAX_CHARTER_BYTES = 64 << 10;
  private static final long PAGE_BYTES = 2 << 20;
  private static final int MAX_LINE_BYTES = Math.max(Line.MAX_BYTES, PostLine.MAX_BYTES);

  private final InputStream in;
  private final Tally tally = new Tally();
  private final Set<ReplicaId> waiting = new HashSet<>();
  private List<Line> page = new ArrayList<>();
  private List<Line> group = new ArrayList<>();
  private long pageBytes;
  private long number = 1;
  private @Nullable String fault;
  private int taken;
  private int raised;

  BundleReader(InputStream in) {
    this.in = in;
  }

  static Result result(Ending ending) {
    return new Result(
        ending, new Tally().received(), 0, PostResult.NONE, Duration.ZERO, null, null);
  }

  Charter charter() throws IOException {
    byte[] first = next(MAX_CHARTER_BYTES);
    if (first == null) {
      throw new IllegalArgumentException(fault == null ? "it is empty" : fault);
    }
    return Charter.parse(Bytes.of(first));
  }

  Result readInto(Held to, Progress progress) throws IOException {
    byte[] first = lines(to.replica(), progress);
    if (fault == null && !group.isEmpty()) {
      fault = "it ends within a group of " + group.getLast().header().replica();
    }
    integrate(to.replica(), progress);
    if (fault == null && first != null) {
      posts(first, to);
    }
    Ending ending =
        fault == null
            ? new Ending.Complete()
            : new Ending.Failed("the bundle is not whole: " + fault, true);
    PostResult posted = new PostResult(ending, taken, raised, 0);
    return new Result(ending, tally.received(), 0, posted, Duration.ZERO, null, null);
  }

  /// Takes the lines; returns the first post, null if there is none.
  private byte @Nullable [] lines(Replica to, Progress progress) throws IOException {
    byte[] bytes = next(MAX_LINE_BYTES);
    while (bytes != null && !PostLine.is(bytes) && take(bytes)) {
      boolean full = page.size() >= Bundle.PAGE_LINES || pageBytes >= PAGE_BYTES;
      if (group.isEmpty() && full && !integrate(to, progress)) {
        break;
      }
      bytes = next(MAX_LINE_BYTES);
    }
    return fault == null ? bytes : null;
  }

  /// Takes the posts, from the first one on.
  private void posts(byte[] first, Held to) throws IOException {
    Optional<PostSide> side = to.posts();
    if (side.isEmpty()) {
      fault = "it holds posts, and none are kept in this space";
      return;
    }
    List<Offer> offers = new ArrayList<>();
    for (byte[] bytes = first; bytes != null; bytes = next(PostLine.MAX_BYTES)) {
      try {
        offers.add(PostLine.read(bytes));
      } catch (NotStrict | IllegalArgumentException e) {
        fault = "line " + (number - 1) + ": " + e.getMessage();
        break;
      }
      if (offers.size() == Bundle.PAGE_POSTS) {
        admit(side.get(), offers);
        offers = new ArrayList<>();
      }
    }
    admit(side.get(), offers);
  }

  private void admit(PostSide side, List<Offer> offers) {
    for (Admitted answer : side.posts().admit(offers, side.clockMillis().getAsLong())) {
      if (answer instanceof Admitted.Taken one) {
        taken += one.isNew() ? 1 : 0;
        raised += one.isNew() ? 0 : 1;
      }
    }
  }

  /// The next line without its line feed; null at the end, or at a fault.
  private byte @Nullable [] next(int limit) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          number++;
          return line.toByteArray();
        }
        if (line.size() == limit) {
          fault = "line " + number + " has over " + limit + " bytes";
          return null;
        }
        line.write(next);
      }
    } catch (EOFException | ZipException e) {
      fault = "line " + number + ": what was packed is cut off or damaged";
      return null;
    }
    if (line.size() > 0) {
      fault = "line " + number + " does not end";
    }
    return null;
  }

  private boolean take(byte[] bytes) {
    Line line;
    try {
      line = Line.parse(bytes);
    } catch (NotStrict | IllegalArgumentException e) {
      fault = "line " + (number - 1) + ": " + e.getMessage();
      return false;
    }
    group.add(line);
    pageBytes += bytes.length;
    if (line.header().signature() != null) {
      group.stream().filter(one -> !waiting.contains(one.header().replica())).forEach(page::add);
      group = new ArrayList<>();
    } else if (group.size() >= Line.MAX_GROUP_LINES) {
      fault = "over " + Line.MAX_GROUP_LINES + " lines without a signature";
      return false;
    }
    return true;
  }

  /// False if the bundle holds forged lines.
  private boolean integrate(Replica to, Progress progress) {
    Received received = to.receive(page);
    tally.add(received);
    page = new ArrayList<>();
    pageBytes = 0;
    for (Remark remark : received.remarks()) {
      if (remark.kind() == Remark.Kind.HELD) {
        waiting.add(remark.replica());
      }
    }
    progress.soFar(tally.received());
    if (received.blamesSender()) {
      fault = "it holds forged lines: " + tally.lastForged();
      return false;
    }
    return true;
  }
}
