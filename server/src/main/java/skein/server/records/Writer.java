package skein.server.records;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import skein.core.record.Dot;
import skein.core.record.RecordKey;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Found;
import skein.core.replica.Outcome;
import skein.core.replica.Snapshot;
import skein.server.hosting.Hosted;
import skein.server.http.Answer;
import skein.server.http.Escapes;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.shape.RecordShape;

/// Writes one change of one record for a request. Safe for all threads.
///
/// Whoever writes a record here holds its turn, so that of two who saw the same only one is let
/// through. A process beside this node does not: its change then stands beside ours, in conflict,
/// because the edit says what the client saw.
final class Writer {
  /// How many turns there are; records share them.
  private static final int TURNS = 256;

  private final String author;
  private final List<ReentrantLock> turns = new ArrayList<>();

  /// @param author in whose name a change is made if the request names nobody
  Writer(String author) {
    this.author = author;
    for (int i = 0; i < TURNS; i++) {
      turns.add(new ReentrantLock());
    }
  }

  /// Makes an edit out of what there is.
  @FunctionalInterface
  interface Plan {
    /// The edit.
    ///
    /// @throws Problem if there can be none
    Edit edit(Precondition.Before before, Snapshot view);
  }

  /// Who makes a change and what he says of it; null for what the request's headers say.
  record Signed(@Nullable String author, @Nullable String note) {
    static final Signed BY_HEADERS = new Signed(null, null);

    private Signed or(Request request) {
      return new Signed(
          author != null
              ? author
              : request.header("Skein-Author").map(Escapes::decode).orElse(null),
          note != null ? note : request.header("Skein-Note").map(Escapes::decode).orElse(null));
    }
  }

  /// What came of it. `number`: of the changeset, 0 if nothing changed; `found`: the record now.
  record Written(long number, Found found, boolean created, boolean stale) {
    /// With the tag, and what else the headers tell.
    Answer dressed(Answer answer) {
      Answer tagged = answer.with("ETag", Tag.of(found.live()));
      Answer numbered = number == 0 ? tagged : tagged.with("Skein-Number", Long.toString(number));
      return stale ? numbered.with("Preference-Applied", "conflict") : numbered;
    }

    /// The record as JSON; 201 if it is new.
    Answer record() {
      return dressed(Answer.json(created ? 201 : 200, RecordShape.json(found).value()));
    }
  }

  Written write(Hosted space, Request request, RecordKey key, Signed signed, Plan plan) {
    Precondition precondition = Precondition.of(request);
    ReentrantLock turn = turns.get(Math.floorMod(key.hashCode(), TURNS));
    turn.lock();
    try {
      return write(
          space,
          signed.or(request),
          view -> {
            Precondition.Before before = precondition.check(key, view);
            return new Planned(plan.edit(before, view), before.stale());
          });
    } finally {
      turn.unlock();
    }
  }

  private record Planned(Edit edit, boolean stale) {}

  private Written write(Hosted space, Signed signed, Function<Snapshot, Planned> plan) {
    Planned planned = space.replica().read(plan);
    Edit edit = planned.edit();
    Draft draft = new Draft(name(signed), signed.note(), List.of(edit), null, false);
    long number =
        switch (space.replica().commit(draft)) {
          case Outcome.Committed committed -> committed.number();
          case Outcome.Unchanged unchanged -> 0;
          case Outcome.Refused refused -> throw refused(space, edit, refused);
        };
    Found found = space.replica().read(view -> Asked.found(view, edit.key()));
    return new Written(number, found, edit instanceof Edit.Create, planned.stale());
  }

  private static Problem refused(Hosted space, Edit edit, Outcome.Refused refused) {
    boolean exists =
        space
            .replica()
            .read(view -> view.record(edit.key()))
            .map(found -> found.view().exists())
            .orElse(false);
    int status =
        switch (edit) {
          case Edit.Create create -> exists ? 409 : 422;
          case Edit.Update update -> exists ? 422 : 404;
          case Edit.Delete delete -> exists ? 422 : 404;
          case Edit.Purge purge -> 422;
        };
    return new Problem(status, String.join("; ", refused.reasons()));
  }

  private String name(Signed signed) {
    String named = signed.author();
    return named == null ? author : named;
  }

  /// Takes a changeset back.
  Outcome undo(Hosted space, Request request, Signed signed, Dot changeset) {
    return space.replica().commit(Draft.undo(name(signed.or(request)), changeset));
  }
}
