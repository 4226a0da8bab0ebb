package skein.app.verify;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import skein.app.home.DiskTrouble;
import skein.app.home.Refusal;
import skein.core.history.Line;
import skein.core.replica.Received;
import skein.core.replica.Remark;
import skein.core.replica.Replica;
import skein.core.replica.ShallowPage;
import skein.core.replica.Snapshot;
import skein.core.replica.StoreBroken;
import skein.core.replica.StoredChangeset;
import skein.core.replica.StoredRecord;
import skein.core.replica.Wants;

/// Plays the whole log into an empty replica, by the same way as lines from elsewhere, which
/// computes every chain, checks every signature and judges every body; and then holds its log and
/// its records against those of the store. All of it in one reading, so others may write meanwhile;
/// nothing is held whole in memory. Used once, by one thread.
public final class Verification {
  /// More than these are counted, not told.
  private static final int MOST_TOLD = 50;

  private static final int PAGE = 1_000;

  private final Replica scratch;
  private final LongConsumer progress;
  private final List<String> faults = new ArrayList<>();
  private long faultCount;
  private long changesets;
  private long signatures;
  private long records;

  /// What was found. `faults`: a sentence each, the first [#MOST_TOLD] of `faultCount`.
  public record Report(Counts counts, List<String> faults, long faultCount) {
    public Report {
      faults = List.copyOf(faults);
    }

    /// Of a store that could not be read at all.
    public static Report unread(List<String> faults) {
      return new Report(new Counts(0, 0, 0), faults, faults.size());
    }

    public boolean isSound() {
      return faultCount == 0;
    }
  }

  /// How much was looked at.
  public record Counts(long changesets, long signatures, long records) {}

  /// `scratch`: an empty replica of the space. `progress` is told how many changesets and records
  /// are done.
  public Verification(Replica scratch, LongConsumer progress) {
    this.scratch = scratch;
    this.progress = progress;
  }

  /// Verifies one replica.
  public Report run(Replica replica) {
    replica.read(view -> look(replica, view));
    return new Report(new Counts(changesets, signatures, records), faults, faultCount);
  }

  private long look(Replica replica, Snapshot view) {
    try {
      replay(replica, view);
      if (faultCount == 0) {
        compareLogs(view);
      }
    } catch (StoreBroken e) {
      fault(String.valueOf(e.getMessage()));
    }
    // Where the log is not whole, records may rightly differ from what it gives: only read them.
    boolean whole = faultCount == 0;
    try {
      scratch.read(other -> compareRecords(view, other, whole));
    } catch (StoreBroken e) {
      fault(String.valueOf(e.getMessage()));
    }
    return faultCount;
  }

  private void fault(String sentence) {
    faultCount++;
    if (faults.size() < MOST_TOLD) {
      faults.add(sentence);
    }
  }

  private void replay(Replica replica, Snapshot view) {
    if (!view.reading().gaps(0, 1).isEmpty()) {
      // What bodies replaced that are not here, only the records tell.
      tell(again(() -> scratch.receiveShallow(() -> new Pages(replica), true)));
      changesets = view.lastNumber();
      return;
    }
    for (Iterator<ShallowPage> pages = new Pages(replica); pages.hasNext(); ) {
      List<Line> lines = pages.next().lines();
      tell(again(() -> scratch.receive(lines)));
      changesets += lines.size();
      progress.accept(changesets);
    }
  }

  private void tell(Received received) {
    for (Remark remark : received.remarks()) {
      if (remark.kind() == Remark.Kind.FORGED || remark.kind() == Remark.Kind.HELD) {
        fault("in the log, " + remark);
      }
    }
  }

  /// The whole log, page by page.
  private static final class Pages implements Iterator<ShallowPage> {
    private static final Wants ALL = new Wants(Map.of(), Wants.Bodies.HERE);
    private final Replica replica;
    private long after;
    private boolean last;

    Pages(Replica replica) {
      this.replica = replica;
    }

    @Override
    public boolean hasNext() {
      return !last;
    }

    @Override
    public ShallowPage next() {
      if (last) {
        throw new NoSuchElementException();
      }
      Replica.Page page = replica.lines(ALL, new Replica.Span(after, Long.MAX_VALUE), PAGE);
      after = page.reached();
      last = page.last();
      return page.content();
    }
  }

  /// A scratch replica that breaks says nothing of the store.
  private static Received again(Supplier<Received> receive) {
    try {
      return receive.get();
    } catch (StoreBroken e) {
      throw new Refusal("it could not be verified: " + DiskTrouble.why(e), e);
    }
  }

  private void compareLogs(Snapshot view) {
    long after = 0;
    for (var page = view.reading().log(after, PAGE);
        !page.isEmpty();
        page = view.reading().log(after, PAGE)) {
      long from = after;
      List<StoredChangeset> again = scratch.read(other -> other.reading().log(from, PAGE));
      for (int i = 0; i < page.size(); i++) {
        compare(page.get(i), i < again.size() ? Optional.of(again.get(i)) : Optional.empty());
      }
      after = page.getLast().number();
    }
  }

  private void compare(StoredChangeset here, Optional<StoredChangeset> again) {
    signatures += here.signature() == null ? 0 : 1;
    boolean same =
        again.isPresent()
            && again.get().place().equals(here.place())
            && String.valueOf(again.get().voidReason()).equals(String.valueOf(here.voidReason()));
    if (!same) {
      fault("changeset " + here.number() + " (" + here.dot() + ") is not what its author signed");
    }
  }

  private long compareRecords(Snapshot view, Snapshot other, boolean whole) {
    for (String type : view.reading().types()) {
      long after = 0;
      for (var page = view.reading().scan(type, after, PAGE);
          !page.isEmpty();
          page = view.reading().scan(type, after, PAGE)) {
        page.stream().filter(here -> whole).forEach(here -> compare(here, other));
        records += page.size();
        after = page.getLast().localId();
        progress.accept(changesets + records);
      }
    }
    if (whole && count(other) != records) {
      fault("the log makes " + count(other) + " records, " + records + " are there");
    }
    return records;
  }

  private void compare(StoredRecord here, Snapshot other) {
    Optional<StoredRecord> again = other.reading().record(here.key());
    if (again.isEmpty() || !again.get().live().equals(here.live())) {
      fault("record " + here.localId() + " (" + here.key() + ") is not what the log makes of it");
    }
  }

  private static long count(Snapshot view) {
    long count = 0;
    for (String type : view.reading().types()) {
      long after = 0;
      for (var page = view.reading().scan(type, after, PAGE);
          !page.isEmpty();
          page = view.reading().scan(type, after, PAGE)) {
        count += page.size();
        after = page.getLast().localId();
      }
    }
    return count;
  }
}
