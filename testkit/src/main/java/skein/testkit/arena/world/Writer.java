package skein.testkit.arena.world;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import skein.core.merge.PropertyView;
import skein.core.merge.RecordView;
import skein.core.record.Change;
import skein.core.record.Dot;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.record.Write;
import skein.core.replica.Assign;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Found;
import skein.core.replica.Identity;
import skein.core.replica.Outcome;
import skein.core.replica.Snapshot;
import skein.core.replica.StoredChangeset;
import skein.core.value.Value;
import skein.testkit.arena.model.Broken;
import skein.testkit.arena.model.Node;
import skein.testkit.arena.plan.Act;
import skein.testkit.arena.plan.Verb;

/// Carries out what an actor writes, and checks what came of it. Confined.
final class Writer {
  private static final int RECENT = 400;
  private static final int MOST = 1 << 20;
  private final World world;
  private final Tally tally;

  Writer(World world, Tally tally) {
    this.world = world;
    this.tally = tally;
  }

  /// What is to be updated and was never there is made first.
  void write(Actor actor, Verb.Write wanted) {
    Set<RecordKey> records = new HashSet<>();
    wanted.acts().forEach(act -> records.add(act.key()));
    Map<RecordKey, Effects.RecordState> before = world.states(actor, records);
    Verb.Write write = made(wanted, before);
    Optional<Outcome> outcome = commit(actor, Draft.of("editor", edits(actor, write)));
    if (outcome.isEmpty() || outcome.get() instanceof Outcome.Refused) {
      return;
    }
    Node own = outcome.get() instanceof Outcome.Committed done ? node(done) : null;
    Map<RecordKey, Effects.RecordState> after = world.states(actor, records);
    Effects.RecordState none = new Effects.RecordState(skein.core.record.LiveRecord.EMPTY, null);
    for (Act act : write.acts()) {
      Effects.RecordState then = before.getOrDefault(act.key(), none);
      boolean written = own != null && isChanged(own, act.key());
      new Effects(
              world.ledger, act, then, after.getOrDefault(act.key(), none), written ? own : null)
          .check(saw(actor, act));
      if (written) {
        count(act, then);
      }
    }
  }

  private static Verb.Write made(Verb.Write wanted, Map<RecordKey, Effects.RecordState> before) {
    List<Act> acts = new ArrayList<>();
    for (Act act : wanted.acts()) {
      Effects.RecordState state = before.get(act.key());
      boolean missing = state != null && state.live().isEmpty();
      acts.add(
          missing && act.kind() == Act.Kind.UPDATE
              ? new Act(Act.Kind.CREATE, act.key(), made(act.assigns()), false)
              : act);
    }
    return new Verb.Write(wanted.who(), acts);
  }

  private static List<Assign> made(List<Assign> assigns) {
    return assigns.stream().filter(assign -> !(assign instanceof Assign.Drop)).toList();
  }

  private static boolean isChanged(Node own, RecordKey key) {
    var body = own.body();
    return body != null && body.changes().stream().anyMatch(change -> change.key().equals(key));
  }

  private static @Nullable Set<Dot> saw(Actor actor, Act act) {
    return act.stale() ? actor.looks.getOrDefault(act.key(), Set.of()) : null;
  }

  private static List<Edit> edits(Actor actor, Verb.Write write) {
    List<Edit> edits = new ArrayList<>();
    for (Act act : write.acts()) {
      Set<Dot> saw = saw(actor, act);
      edits.add(
          switch (act.kind()) {
            case CREATE -> new Edit.Create(act.key(), act.assigns());
            case UPDATE -> new Edit.Update(act.key(), act.assigns(), saw, false);
            case KEEP -> new Edit.Update(act.key(), act.assigns(), saw, true);
            case DELETE -> new Edit.Delete(act.key(), saw);
            case PURGE -> new Edit.Purge(act.key());
          });
    }
    return edits;
  }

  private void count(Act act, Effects.RecordState before) {
    tally.add(
        switch (act.kind()) {
          case CREATE -> before.live().isEmpty() ? Happening.CREATE : Happening.CREATE_AGAIN;
          case UPDATE -> Happening.UPDATE;
          case KEEP -> Happening.KEEP;
          case DELETE -> Happening.DELETE;
          case PURGE -> Happening.PURGE;
        });
    if (act.stale()) {
      tally.add(Happening.STALE_WRITE);
    }
    if (act.assigns().size() > 1) {
      tally.add(Happening.SEVERAL_PROPERTIES);
    }
    for (Assign assign : act.assigns()) {
      switch (assign) {
        case Assign.Add add -> tally.add(Happening.INCREMENT);
        case Assign.Put put -> tally.add(Happening.PUT);
        case Assign.Drop drop -> tally.add(Happening.DROP);
        case Assign.Set set -> {}
      }
    }
  }

  /// Commits one draft and takes note of it; empty if the process died.
  private Optional<Outcome> commit(Actor actor, Draft draft) {
    return commitAll(actor, List.of(draft)).map(List::getFirst);
  }

  private Optional<List<Outcome>> commitAll(Actor actor, List<Draft> drafts) {
    return commitAll(
        actor,
        () ->
            drafts.size() == 1
                ? List.of(actor.replica.commit(drafts.getFirst()))
                : actor.replica.commitAll(drafts));
  }

  /// `committing`: writes, and tells what came of it.
  private Optional<List<Outcome>> commitAll(Actor actor, Supplier<List<Outcome>> committing) {
    Identity identity = world.identity(actor);
    Arrivals.Author author =
        new Arrivals.Author(identity.origin().replica(), identity.origin().key());
    List<Outcome> outcomes;
    try {
      outcomes = committing.get();
    } catch (Crash crash) {
      tally.add(Happening.CRASH_IN_WRITE);
      world.afterCrash(actor, crash, author);
      return Optional.empty();
    }
    List<StoredChangeset> news = world.arrivals.check(actor, author);
    List<Dot> written = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      note(outcome);
      if (outcome instanceof Outcome.Committed done) {
        written.add(done.dot());
      }
    }
    actor.acknowledged.addAll(written);
    if (!written.equals(news.stream().map(StoredChangeset::dot).toList())) {
      throw new Broken("what is acknowledged is in the log", written + ", the log has " + news);
    }
    return Optional.of(outcomes);
  }

  private void note(Outcome outcome) {
    world.say("       " + outcome);
    switch (outcome) {
      case Outcome.Committed done -> {
        tally.add(Happening.COMMITTED);
        shapes(node(done));
      }
      case Outcome.Unchanged unchanged -> tally.add(Happening.UNCHANGED);
      case Outcome.Refused refused -> {
        tally.add(Happening.REFUSED);
        String reasons = refused.reasons().toString();
        if (reasons.contains("no grant")) {
          tally.add(Happening.NO_GRANT_REFUSED);
        }
        if (reasons.contains("the clock is")) {
          tally.add(Happening.CLOCK_REFUSED);
        }
      }
    }
  }

  private void shapes(Node node) {
    var body = node.body();
    if (body == null) {
      return;
    }
    if (body.changes().size() > 1) {
      tally.add(Happening.SEVERAL_RECORDS);
    }
    for (Change change : body.changes()) {
      for (Write write : change.writes()) {
        if (write.isReopening()) {
          tally.add(Happening.REOPENED);
        }
        if (write.was().size() > 1 && write.register() instanceof Register.Plain) {
          tally.add(Happening.DECISION);
        }
        if (!write.absorbed().isEmpty()) {
          tally.add(Happening.BASE);
        }
      }
    }
  }

  private Node node(Outcome.Committed done) {
    return world.ledger.node(done.dot()).orElseThrow();
  }

  void batch(Actor actor, Verb.Batch batch) {
    List<Draft> drafts = new ArrayList<>();
    batch.writes().forEach(write -> drafts.add(Draft.of("batch", edits(actor, write))));
    commitAll(actor, drafts);
    tally.add(Happening.SEVERAL_CHANGESETS);
  }

  void retire(Actor actor) {
    Optional<Outcome> outcome = commit(actor, new Draft("editor", null, List.of(), null, true));
    if (outcome.isPresent() && outcome.get() instanceof Outcome.Committed) {
      tally.add(Happening.RETIRED);
    }
  }

  void describe(Actor actor, Verb.Describe describe) {
    boolean there =
        actor.replica.read(
            snapshot ->
                snapshot.record(describe.type()).map(found -> found.view().exists()).orElse(false));
    List<Assign> assigns = List.of(new Assign.Set(describe.property(), describe.rule()));
    Act.Kind kind = there ? Act.Kind.UPDATE : Act.Kind.CREATE;
    write(
        actor,
        new Verb.Write(describe.who(), List.of(new Act(kind, describe.type(), assigns, false))));
    tally.add(Happening.POLICY_CHANGE);
  }

  void settle(Actor actor, Verb.Settle settle) {
    List<Found> conflicts = actor.replica.read(Snapshot::conflicts);
    if (conflicts.isEmpty()) {
      return;
    }
    RecordView view = conflicts.get(settle.pick() % conflicts.size()).view();
    Optional<PropertyView> property =
        view.properties().values().stream().filter(PropertyView::isOpen).findFirst();
    List<Assign> assigns = new ArrayList<>();
    property.ifPresent(
        open -> {
          List<Value> candidates = open.candidates();
          Value value =
              settle.fresh() || candidates.isEmpty()
                  ? Value.of((long) settle.pick())
                  : candidates.get(settle.pick() % candidates.size());
          assigns.add(new Assign.Set(open.name(), value));
        });
    boolean keeps = property.isEmpty();
    Act.Kind kind = keeps && settle.pick() % 2 == 0 ? Act.Kind.DELETE : Act.Kind.KEEP;
    Act act = new Act(property.isPresent() ? Act.Kind.UPDATE : kind, view.key(), assigns, false);
    write(actor, new Verb.Write(settle.who(), List.of(act)));
  }

  void undo(Actor actor, Verb.Undo undo) {
    Optional<StoredChangeset> target = target(actor, undo);
    if (target.isEmpty()) {
      return;
    }
    Dot dot = target.get().dot();
    Node undone = world.ledger.node(dot).orElseThrow();
    UndoLaw law = actor.replica.read(snapshot -> UndoLaw.before(world.ledger, undone, snapshot));
    Optional<Outcome> outcome = commit(actor, Draft.undo("undoer", dot));
    if (outcome.isPresent() && outcome.get() instanceof Outcome.Committed done) {
      actor.replica.read(
          snapshot -> {
            law.check(node(done), snapshot);
            return done;
          });
      tally.add(
          switch (undo.whose()) {
            case OWN -> Happening.UNDO_OWN;
            case FOREIGN -> Happening.UNDO_FOREIGN;
            case UNDOS -> Happening.UNDO_OF_UNDO;
          });
      if (!done.left().isEmpty()) {
        tally.add(Happening.UNDO_LEFT);
      }
    }
  }

  /// Writes anew what is live of a changeset.
  void anew(Actor actor, Verb.Anew anew) {
    List<Dot> living = actor.replica.read(this::living);
    if (living.isEmpty()) {
      return;
    }
    Dot dot = living.get(anew.pick() % living.size());
    AnewLaw law = actor.replica.read(snapshot -> AnewLaw.before(dot, snapshot));
    Optional<List<Outcome>> outcomes =
        commitAll(actor, () -> actor.replica.rewrite(dot, "rewriter"));
    if (outcomes.isEmpty()) {
      return;
    }
    if (outcomes.get().getFirst() instanceof Outcome.Refused) {
      tally.add(Happening.ANEW_REFUSED);
      return;
    }
    tally.add(outcomes.get().size() > 1 ? Happening.ANEW_HIDDEN : Happening.ANEW);
    actor.replica.read(
        snapshot -> {
          law.check(snapshot);
          return dot;
        });
  }

  /// The changesets whose bodies are here and of which something is live.
  private List<Dot> living(Snapshot snapshot) {
    Set<Dot> live = new HashSet<>();
    Views.scan(snapshot).values().forEach(found -> live.addAll(found.dots()));
    return snapshot.reading().log(0, MOST).stream()
        .filter(stored -> live.contains(stored.dot()) && stored.bytes().isPresent())
        .map(StoredChangeset::dot)
        .toList();
  }

  private Optional<StoredChangeset> target(Actor actor, Verb.Undo undo) {
    var self = actor.replica.id();
    long after = Math.max(0, actor.logged - RECENT);
    List<StoredChangeset> log =
        actor.replica.read(snapshot -> snapshot.reading().log(after, RECENT));
    int left = undo.back();
    for (StoredChangeset stored : log.reversed()) {
      boolean own = stored.dot().replica().equals(self);
      var body = world.ledger.node(stored.dot()).orElseThrow().body();
      boolean fits =
          switch (undo.whose()) {
            case OWN -> own;
            case FOREIGN -> !own;
            case UNDOS -> body != null && body.undone() != null;
          };
      if (fits && left-- == 0) {
        return Optional.of(stored);
      }
    }
    return Optional.empty();
  }
}
