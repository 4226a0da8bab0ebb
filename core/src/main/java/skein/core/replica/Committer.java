package skein.core.replica;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.core.history.Body;
import skein.core.history.BodyReader;
import skein.core.history.BodyWriter;
import skein.core.history.Chain;
import skein.core.history.Charter;
import skein.core.history.Grant;
import skein.core.history.Line;
import skein.core.history.Naming;
import skein.core.record.Change;
import skein.core.record.Dot;
import skein.core.record.RecordKey;
import skein.core.value.Bytes;
import skein.core.value.SpaceId;
import skein.core.value.Time;

/// Writes drafts as this replica's own lines. Confined to one transaction, which ends with
/// [#finish].
final class Committer {
  static final long DAY_MILLIS = 86_400_000;
  private static final int SIGN_BYTES = 1 << 20;

  private final Writing tx;
  private final Surroundings surroundings;
  private final SpaceId space;
  private final Charter charter;
  private final Chains chains;
  private final Schemas schemas;
  private final Applier applier;
  private final Identity identity;
  private @Nullable Branch own;
  private boolean hasRetired;
  private @Nullable StoredChangeset unsigned;
  private int unsignedLines;
  private int unsignedBytes;

  Committer(Writing tx, Surroundings surroundings, Charter charter) {
    this.tx = tx;
    this.surroundings = surroundings;
    this.charter = charter;
    this.space = charter.space();
    this.chains = new Chains(tx);
    this.schemas = new Schemas(tx, chains);
    this.applier = new Applier(tx, chains);
    this.identity = tx.identity();
    List<Branch> branches = chains.of(identity.origin().replica());
    this.own = branches.isEmpty() ? null : branches.getFirst();
    this.hasRetired = own != null && retires(own);
  }

  /// Writes one draft, or nothing of it.
  Outcome commit(Draft draft) {
    Optional<String> bar = bar();
    if (bar.isPresent()) {
      return Outcome.Refused.because(bar.get());
    }
    Plan plan = new Plan();
    Dot undoes = draft.undoes();
    if (undoes != null) {
      new Undoing(tx, chains, ownTip()).plan(undoes, plan);
    } else {
      planEdits(draft.edits(), plan);
    }
    if (!plan.reasons.isEmpty()) {
      return new Outcome.Refused(plan.reasons);
    }
    if (plan.changes.isEmpty() && !draft.retires()) {
      return new Outcome.Unchanged(plan.left);
    }
    return write(draft, plan);
  }

  /// What a draft comes to before it is written.
  static final class Plan {
    final List<Change> changes = new ArrayList<>();
    final List<String> reasons = new ArrayList<>();
    final List<String> left = new ArrayList<>();
    private @Nullable Time newest;
    private @Nullable Time at;

    /// One that is written as of a time of its own.
    static Plan at(Time time) {
      Plan plan = new Plan();
      plan.at = time;
      return plan;
    }

    void add(Composed composed) {
      switch (composed) {
        case Composed.Changed changed -> {
          changes.add(changed.change());
          Time time = changed.newest();
          if (time != null && (newest == null || time.compareTo(newest) > 0)) {
            newest = time;
          }
        }
        case Composed.Same same -> {}
        case Composed.Rejected rejected -> reasons.addAll(rejected.reasons());
      }
    }
  }

  /// Thrown to take a transaction back: what was to be written anew cannot be.
  static final class NotWritten extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Outcome.Refused refused;

    NotWritten(Outcome.Refused refused) {
      super("nothing was written anew: " + refused.reasons());
      this.refused = refused;
    }

    Outcome.Refused refused() {
      return refused;
    }
  }

  /// Writes anew what is live of a changeset; ends the transaction if that cannot be, or if a
  /// reader would see a difference.
  List<Outcome> rewrite(Dot dot, String author) {
    bar().ifPresent(bar -> refuse(List.of(bar)));
    Rewriting rewriting = new Rewriting(tx, chains, schemas, ownTip(), dot);
    List<Rewriting.Pair> pairs = rewriting.plan();
    refuse(pairs.stream().flatMap(pair -> pair.values().reasons.stream()).toList());
    Draft draft = new Draft(author, "written anew", List.of(), null, false);
    List<Outcome> outcomes = new ArrayList<>();
    for (Rewriting.Pair pair : pairs) {
      for (Plan plan : List.of(pair.values(), pair.hiding())) {
        if (!plan.changes.isEmpty()) {
          Outcome outcome = write(draft, plan);
          refuse(outcome instanceof Outcome.Refused refused ? refused.reasons() : List.of());
          outcomes.add(outcome);
        }
      }
      finish();
    }
    refuse(rewriting.differences());
    return outcomes;
  }

  private static void refuse(List<String> reasons) {
    if (!reasons.isEmpty()) {
      throw new NotWritten(new Outcome.Refused(reasons));
    }
  }

  private void planEdits(List<Edit> edits, Plan plan) {
    Composer composer = new Composer(tx, chains, schemas, ownTip());
    Set<RecordKey> keys = new HashSet<>();
    for (Edit edit : edits) {
      if (keys.add(edit.key())) {
        plan.add(composer.compose(edit));
      } else {
        plan.reasons.add(edit.key() + " is edited twice in one changeset");
      }
    }
  }

  /// Why this replica may not write now, if so.
  private Optional<String> bar() {
    long now = surroundings.clockMillis().getAsLong();
    Branch branch = own;
    if (branch != null && branch.headMillis() > now + DAY_MILLIS) {
      return Optional.of(
          "the clock is over a day behind this replica's last change; set the clock right");
    }
    if (charter.write() == Charter.Access.GRANTED && identity.origin().grant() == null) {
      return Optional.of("this replica has no grant to write in this space; ask the owner for one");
    }
    return hasRetired ? Optional.of("this replica has retired") : Optional.empty();
  }

  private boolean retires(Branch branch) {
    // Only a body that holds this text can retire; to parse all others would cost too much.
    return tx.changeset(branch.id(), branch.head().seq())
        .filter(last -> last.bytes().map(Bytes::display).orElse("").contains("\"retire\":"))
        .flatMap(StoredChangeset::said)
        .map(Body::retires)
        .orElse(false);
  }

  private @Nullable Dot ownTip() {
    Branch branch = own;
    return branch == null ? null : branch.head().dot();
  }

  private Outcome write(Draft draft, Plan plan) {
    Dot undoes = draft.undoes();
    Body body =
        new Body(
            plan.at == null ? time(plan.newest) : plan.at,
            draft.author(),
            draft.note(),
            undoes == null ? null : new Body.Undone(undoes.replica(), undoes.seq()),
            draft.retires(),
            Naming.shorten(plan.changes, chains));
    Bytes bytes;
    try {
      bytes = BodyWriter.write(body);
    } catch (IllegalArgumentException e) {
      // Too deep, or no Unicode: that is this draft's fault, not that of those beside it.
      return Outcome.Refused.because(String.valueOf(e.getMessage()));
    }
    if (bytes.length() > Body.MAX_BYTES) {
      return Outcome.Refused.because(
          "the changeset has " + bytes.length() + " bytes, the limit is " + Body.MAX_BYTES);
    }
    Grant limit = charter.write() == Charter.Access.GRANTED ? identity.origin().grant() : null;
    if (BodyReader.isSurelyGood(body, limit)) {
      return append(body, bytes, plan);
    }
    return switch (BodyReader.read(bytes, limit)) {
      case BodyReader.Result.Good good -> append(good.body(), bytes, plan);
      case BodyReader.Result.Faulty faulty -> Outcome.Refused.because(faulty.reason());
      case BodyReader.Result.Later later -> Outcome.Refused.because("format " + later.format());
    };
  }

  /// The wall clock if it is later than everything replaced, else just after that.
  private Time time(@Nullable Time newest) {
    Time now = new Time(surroundings.clockMillis().getAsLong(), 0);
    return newest == null || now.compareTo(newest) > 0 ? now : newest.next();
  }

  private Outcome append(Body body, Bytes bytes, Plan plan) {
    if (unsignedLines >= Line.MAX_GROUP_LINES || unsignedBytes + bytes.length() > SIGN_BYTES) {
      finish();
    }
    Branch before = own == null ? begin() : own;
    Chain place = before.head().next(bytes);
    Branch after = before.extended(place, body.time().millis());
    StoredChangeset stored = tx.append(after, new StoredBody.Here(bytes), null);
    own = after;
    hasRetired = body.retires();
    chains.put(after);
    unsigned = stored;
    unsignedLines++;
    unsignedBytes += bytes.length();
    applier.apply(stored, body);
    List<RecordKey> changed = body.changes().stream().map(Change::key).toList();
    changed.forEach(schemas::forget);
    return new Outcome.Committed(stored.dot(), stored.number(), changed, plan.left);
  }

  private Branch begin() {
    Origin origin = identity.origin();
    return tx.addRoot(origin, Chain.start(space, origin.replica(), origin.grantBytes()));
  }

  /// Lets go what the drafts made dead, where not all is kept.
  void forget() {
    applier.forget(surroundings.clockMillis());
  }

  /// Signs what has been written.
  void finish() {
    StoredChangeset last = unsigned;
    if (last != null) {
      Bytes message = last.place().message(space);
      tx.sign(last, surroundings.signer().sign(identity.secret(), message));
    }
    unsigned = null;
    unsignedLines = 0;
    unsignedBytes = 0;
  }
}
