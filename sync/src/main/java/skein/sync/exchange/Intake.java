package skein.sync.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.core.history.Frontier;
import skein.core.history.Line;
import skein.core.replica.LiveDots;
import skein.core.replica.Received;
import skein.core.replica.Remark;
import skein.core.value.NotStrict;
import skein.core.value.ReplicaId;

/// What a receiver still lets in: lines of replicas it asked for, no more than were announced, and
/// none of a replica after one of its lines has to wait. A shallow transfer brings lines of all
/// replicas, also such as the sender gets meanwhile. Immutable.
record Intake(Set<ReplicaId> asked, boolean ofAll, Set<ReplicaId> waiting, long linesLeft) {
  static final Intake NOTHING_ASKED = new Intake(Set.of(), false, Set.of(), 0);
  static final Intake OF_ALL = new Intake(Set.of(), true, Set.of(), Long.MAX_VALUE);

  Intake {
    asked = Set.copyOf(asked);
    waiting = Set.copyOf(waiting);
  }

  /// As many lines as the offered heads can stand for.
  static Intake of(Set<ReplicaId> asked, Frontier offered) {
    double lines = 0;
    for (ReplicaId replica : asked) {
      lines += offered.of(replica).stream().mapToDouble(head -> (double) head.seq()).sum();
    }
    return new Intake(asked, false, Set.of(), (long) lines);
  }

  /// The good lines before the first fault, and the live dots that follow them in a shallow
  /// transfer; `fault` is null if there is none.
  record Parsed(List<Line> lines, List<LiveDots> records, @Nullable String fault) {
    Parsed(List<Line> lines, String fault) {
      this(lines, List.of(), fault);
    }
  }

  /// Whole groups.
  Parsed parse(Message.Page page) {
    Parsed lines = parseLines(page);
    return lines.fault() != null
        ? lines
        : new Parsed(lines.lines(), lines.records(), faultOfEnds(lines.lines()));
  }

  /// Lines that need not be whole groups.
  Parsed parseLines(Message.Page page) {
    byte[] bytes = page.bytes().toArray();
    List<Line> lines = new ArrayList<>();
    List<LiveDots> records = new ArrayList<>();
    int told = page.beside() == null ? 0 : page.beside().records();
    int count = 0;
    for (int from = 0; from < bytes.length; count++) {
      int end = from;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      if (end == bytes.length) {
        return new Parsed(lines, "its last line does not end");
      }
      if (count == page.lines() + told || (count < page.lines() && count == linesLeft)) {
        return new Parsed(lines, "it has more lines than announced");
      }
      byte[] line = Arrays.copyOfRange(bytes, from, end);
      String fault = count < page.lines() ? take(line, lines) : takeRecord(line, records);
      if (fault != null) {
        return new Parsed(lines, "line " + (count + 1) + ": " + fault);
      }
      from = end + 1;
    }
    String fault =
        count < page.lines() + told
            ? "it has " + count + " lines, " + (page.lines() + told) + " were announced"
            : null;
    return new Parsed(lines, records, fault);
  }

  private static @Nullable String takeRecord(byte[] bytes, List<LiveDots> records) {
    try {
      records.add(LiveDotsLine.read(bytes));
      return null;
    } catch (NotStrict | IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private @Nullable String take(byte[] bytes, List<Line> lines) {
    Line line;
    try {
      line = Line.parse(bytes);
    } catch (NotStrict | IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
    ReplicaId replica = line.header().replica();
    if (!ofAll && !asked.contains(replica)) {
      return "it is of " + replica + ", which was not asked for";
    }
    if (!waiting.contains(replica)) {
      lines.add(line);
    }
    return null;
  }

  private static @Nullable String faultOfEnds(List<Line> lines) {
    Map<ReplicaId, Line> ends = new HashMap<>();
    lines.forEach(line -> ends.put(line.header().replica(), line));
    return ends.values().stream()
        .filter(line -> line.header().signature() == null)
        .findFirst()
        .map(line -> "it ends within a group of " + line.header().replica())
        .orElse(null);
  }

  /// What is let in after a page of so many lines.
  Intake after(int lines, Received received) {
    Set<ReplicaId> stopped = new HashSet<>(waiting);
    for (Remark remark : received.remarks()) {
      if (remark.kind() == Remark.Kind.HELD) {
        stopped.add(remark.replica());
      }
    }
    return new Intake(asked, ofAll, stopped, linesLeft - lines);
  }
}
