package skein.core.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import skein.core.history.Charter;
import skein.core.history.Frontier;
import skein.core.history.Line;
import skein.core.record.Dot;
import skein.core.value.ReplicaId;
import skein.core.value.SpaceId;

/// One replica of one space: the door through which everything is written and read.
///
/// Safe for all threads. One writes at a time; whoever does writes the drafts of all who wait, with
/// one signature and one transaction, which is one fsync. Nothing is cached between transactions,
/// so that several processes may work on one store.
public final class Replica {
  private static final int MOST_DRAFTS = 1024;
  private final Store store;
  private final Surroundings surroundings;
  private final Charter charter;
  private final SpaceId space;
  // Fair: who writes again and again, as a sweep does, lets everybody else in between.
  private final ReentrantLock writer = new ReentrantLock(true);
  private final ReentrantLock gate = new ReentrantLock();
  private final Condition groupDone = gate.newCondition();
  private final List<Waiting> queue = new ArrayList<>();
  private boolean led;

  /// A replica over an open store; whoever opened the store closes it.
  public Replica(Store store, Surroundings surroundings) {
    this.store = store;
    this.surroundings = surroundings;
    this.charter = Charter.parse(store.read(Reading::charter));
    this.space = charter.space();
  }

  public SpaceId space() {
    return space;
  }

  public Charter charter() {
    return charter;
  }

  /// Who this replica is now; it changes when it meets lines of its own that it does not know.
  public ReplicaId id() {
    return store.read(reading -> reading.identity().origin().replica());
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  /// A draft whose outcome is not known yet. Guarded by the gate.
  private static final class Waiting {
    final Draft draft;
    @Nullable Outcome outcome;
    @Nullable RuntimeException failure;

    Waiting(Draft draft) {
      this.draft = draft;
    }

    boolean isDone() {
      return outcome != null || failure != null;
    }
  }

  /// Writes one draft; when it returns [Outcome.Committed], the changeset survives a power cut.
  ///
  /// The first who comes leads: writes for all who wait. Those who come meanwhile wait for the next
  /// group, and whoever of them wakes first leads that. Nobody takes the writer's lock only to
  /// learn what became of his draft: that would keep him from handing in the next one.
  public Outcome commit(Draft draft) {
    Waiting mine = new Waiting(draft);
    handIn(mine);
    for (var group = awaitTurn(mine); !group.isEmpty(); group = awaitTurn(mine)) {
      lead(group);
    }
    if (mine.failure != null) {
      throw mine.failure;
    }
    return Objects.requireNonNull(mine.outcome);
  }

  private void handIn(Waiting mine) {
    gate.lock();
    try {
      queue.add(mine);
    } finally {
      gate.unlock();
    }
  }

  /// Waits until `mine` is done, or until it is this thread's turn to write the group it gets.
  private List<Waiting> awaitTurn(Waiting mine) {
    gate.lock();
    try {
      while (led && !mine.isDone()) {
        groupDone.awaitUninterruptibly();
      }
      if (mine.isDone()) {
        return List.of();
      }
      led = true;
      List<Waiting> next = queue.subList(0, Math.min(MOST_DRAFTS, queue.size()));
      List<Waiting> group = List.copyOf(next);
      next.clear();
      return group;
    } finally {
      gate.unlock();
    }
  }

  private void lead(List<Waiting> group) {
    List<Outcome> outcomes = List.of();
    RuntimeException failure = null;
    try {
      outcomes = commitAll(group.stream().map(waiting -> waiting.draft).toList());
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      gate.lock();
      try {
        for (int i = 0; i < group.size(); i++) {
          if (outcomes.isEmpty()) {
            group.get(i).failure = failure == null ? givenUp() : failure;
          } else {
            group.get(i).outcome = outcomes.get(i);
          }
        }
        led = false;
        groupDone.signalAll();
      } finally {
        gate.unlock();
      }
    }
  }

  private static RuntimeException givenUp() {
    return new StoreBroken("the draft was not written: its group was given up; try again");
  }

  /// Writes several drafts, a changeset each, in one transaction. A draft that is refused leaves no
  /// trace; the others stand.
  public List<Outcome> commitAll(List<Draft> drafts) {
    return writing(tx -> commitAll(tx, drafts));
  }

  /// Writes the drafts that `plan` makes out of what stands when nobody else can write any more;
  /// all of them or none, also where `plan` throws.
  ///
  /// @throws IllegalArgumentException when one of them is refused; the message says why
  public List<Outcome> commitTogether(Function<Snapshot, List<Draft>> plan) {
    return writing(
        tx -> {
          List<Outcome> outcomes = commitAll(tx, plan.apply(new Snapshot(tx)));
          for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Refused(List<String> reasons)) {
              throw new IllegalArgumentException(String.join("; ", reasons));
            }
          }
          return outcomes;
        });
  }

  private List<Outcome> commitAll(Writing tx, List<Draft> drafts) {
    Committer committer = new Committer(tx, surroundings, charter);
    List<Outcome> outcomes = drafts.stream().map(committer::commit).toList();
    committer.finish();
    committer.forget();
    return outcomes;
  }

  /// Writes anew what is live of a changeset, in one transaction, so that its body may be let go: a
  /// changeset each; or one refusal, and nothing was written.
  public List<Outcome> rewrite(Dot changeset, String author) {
    try {
      return writing(
          tx -> {
            Committer committer = new Committer(tx, surroundings, charter);
            List<Outcome> outcomes = committer.rewrite(changeset, author);
            committer.forget();
            return outcomes;
          });
    } catch (Committer.NotWritten notWritten) {
      return List.of(notWritten.refused);
    }
  }

  /// Takes in lines from elsewhere, in one transaction.
  public Received receive(List<Line> lines) {
    return writing(tx -> new Integrator(tx, surroundings, charter, new Chains(tx)).receive(lines));
  }

  /// Takes in a shallow transfer, all of it or nothing: nothing if a line must wait or is forged.
  /// `pages`: read twice. `takesForgotten`: also bodies that were not purged may be lacking.
  public Received receiveShallow(Iterable<ShallowPage> pages, boolean takesForgotten) {
    try {
      return writing(
          tx -> new ShallowIntake(tx, surroundings, charter).receive(pages, takesForgotten));
    } catch (ShallowIntake.NotTaken notTaken) {
      return notTaken.received();
    }
  }

  /// How long this replica keeps what only history reads.
  public Retention retention() {
    return store.read(Reading::retention);
  }

  /// From now on bodies that only history reads may be forgotten after so long, and are not asked
  /// for. To let them go is for [#forget].
  public void retain(Retention retention) {
    writing(
        tx -> {
          tx.retention(retention);
          return retention;
        });
  }

  private <T> T writing(Function<Writing, T> work) {
    writer.lock();
    try {
      return store.write(work);
    } finally {
      writer.unlock();
    }
  }

  /// A place for the pages of a shallow transfer.
  public Stage stage() {
    return store.stage();
  }

  /// Lets go bodies that nothing but history reads, as far as the retention allows it, of the lines
  /// beyond the one with this number; a part of them in one transaction.
  public Forgetting.Swept forget(long number) {
    return writing(tx -> new Forgetting(tx, surroundings.clockMillis().getAsLong()).sweep(number));
  }

  /// Bodies that were forgotten here, for somebody who may have them; at most `limit`, after the
  /// line with this number.
  public List<StoredChangeset> gaps(long afterNumber, int limit) {
    return store.read(reading -> new Filling(reading).gaps(afterNumber, limit));
  }

  /// The bodies of these changesets that are here, as lines.
  public List<Line> bodies(List<Dot> dots) {
    return store.read(reading -> new Filling(reading).bodies(dots));
  }

  /// Fills gaps with bodies that fit; returns how many did.
  public int fill(List<Line> lines) {
    return writing(tx -> Filling.fill(tx, charter, lines));
  }

  /// Goes on as another replica, whose history begins anew; the old one's stays.
  public void adopt(Identity identity) {
    writing(
        tx -> {
          tx.identity(identity);
          return identity;
        });
  }

  /// Reads from one consistent view; what `work` gets is not valid afterwards.
  public <T> T read(Function<Snapshot, T> work) {
    return store.read(reading -> work.apply(new Snapshot(reading)));
  }

  public Frontier frontier() {
    return read(Snapshot::frontier);
  }

  /// Lines for somebody who lacks them, in this replica's order, in whole groups: at least `count`
  /// lines of the span, if there are as many.
  public Page lines(Wants wants, Span span, int count) {
    return store.read(
        reading -> {
          Outgoing outgoing = new Outgoing(reading, wants);
          Span rest = span.after() > 0 ? span : new Span(outgoing.start(), span.until());
          return outgoing.next(rest, count, Line.MAX_GROUP_BYTES);
        });
  }

  /// A part of the local log: the numbers beyond `after`, 0 for the beginning, up to `until`.
  public record Span(long after, long until) {
    public static final Span ALL = new Span(0, Long.MAX_VALUE);
  }

  /// Lines to send, with what a shallow transfer tells beside; `reached`: where the next page
  /// begins; `last`: there is none.
  public record Page(ShallowPage content, long reached, boolean last) {
    public List<Line> lines() {
      return content.lines();
    }
  }
}
