package skein.app.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import skein.core.history.Grant;
import skein.core.replica.Branch;
import skein.core.replica.Origin;
import skein.core.replica.Snapshot;
import skein.core.value.ReplicaId;
import skein.server.shape.Doc;

/// One replica of a space, as it is known here. `own`: it is this one. `ends`: where its history
/// ends, one place for each branch; none if it has written nothing, several if it forked. `grant`:
/// the types it may write, none if it has no grant.
public record ReplicaText(ReplicaId replica, boolean own, List<Branch> ends, List<String> grant) {
  public ReplicaText {
    ends = List.copyOf(ends);
    grant = List.copyOf(grant);
  }

  /// All replicas of the space that have written something, and this one.
  public static List<ReplicaText> all(Snapshot view) {
    Origin self = view.reading().identity().origin();
    SortedMap<ReplicaId, List<Branch>> ends = new TreeMap<>();
    SortedMap<ReplicaId, List<String>> grants = new TreeMap<>();
    ends.put(self.replica(), new ArrayList<>());
    grants.put(self.replica(), types(self));
    for (Branch branch : view.reading().branches()) {
      view.reading()
          .origin(branch.id())
          .ifPresent(origin -> grants.put(origin.replica(), types(origin)));
      if (branch.head().seq() >= branch.from()) {
        ends.computeIfAbsent(branch.replica(), replica -> new ArrayList<>()).add(branch);
      }
    }
    List<ReplicaText> all = new ArrayList<>();
    ends.forEach(
        (replica, branches) ->
            all.add(
                new ReplicaText(
                    replica,
                    replica.equals(self.replica()),
                    branches,
                    grants.getOrDefault(replica, List.of()))));
    return all;
  }

  private static List<String> types(Origin origin) {
    Grant grant = origin.grant();
    return grant == null ? List.of() : grant.types();
  }

  /// True if it has two histories or more: its folder was copied or restored.
  public boolean isForked() {
    return ends.size() > 1;
  }

  /// One object: `replica, own, changesets, last, grant, branches (from, seq, mark, last)`.
  public Doc json() {
    Doc doc = new Doc().put("replica", replica.toString()).put("own", own);
    doc.put("changesets", changesets()).putIfThere("last", last());
    return doc.putTexts("grant", grant)
        .putDocs("branches", ends.stream().map(ReplicaText::json).toList());
  }

  private static Doc json(Branch branch) {
    return new Doc()
        .put("from", branch.from())
        .put("seq", branch.head().seq())
        .put("mark", branch.head().dot().mark().toString())
        .put("last", Instant.ofEpochMilli(branch.headMillis()).toString());
  }

  /// Changesets on all its branches, what they share counted once.
  private long changesets() {
    return ends.stream().mapToLong(end -> end.head().seq() - end.from() + 1).sum();
  }

  private @org.jspecify.annotations.Nullable String last() {
    return ends.isEmpty()
        ? null
        : Instant.ofEpochMilli(ends.stream().mapToLong(Branch::headMillis).max().orElse(0))
            .toString();
  }

  /// A line, and one for each branch where there are several.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    String last = last();
    lines.add(
        replica
            + (own ? "  this one" : "")
            + "  "
            + changesets()
            + " changesets"
            + (last == null ? "" : ", the last on " + last)
            + (grant.isEmpty() ? "" : ", may write " + String.join(", ", grant)));
    if (isForked()) {
      lines.add("  two histories: somebody copied or restored its folder, and both went on");
      for (Branch end : ends) {
        String place = end.head().seq() + ":" + end.head().dot().mark();
        String when = Instant.ofEpochMilli(end.headMillis()).toString();
        lines.add("    from " + end.from() + " to " + place + ", the last on " + when);
      }
    }
    return lines;
  }
}
