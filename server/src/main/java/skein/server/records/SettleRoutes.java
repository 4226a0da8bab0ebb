package skein.server.records;

import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.core.merge.PropertyView;
import skein.core.record.Dot;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.replica.Assign;
import skein.core.replica.Edit;
import skein.core.replica.Found;
import skein.core.replica.LogEntry;
import skein.core.replica.Outcome;
import skein.core.replica.Snapshot;
import skein.core.value.Value;
import skein.server.hosting.Hosted;
import skein.server.http.Answer;
import skein.server.http.Method;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;
import skein.server.records.Writer.Signed;
import skein.server.shape.Candidate;
import skein.server.shape.Conflict;
import skein.server.shape.OutcomeShape;

/// Conflicts, one at a time, and how they are settled; and undo.
final class SettleRoutes {
  private static final String CONFLICT = "/s/{space}/conflicts/{type}/{id}";
  private static final Set<String> SETTLE_KEYS =
      Set.of("property", "value", "candidate", "note", "author");

  private final Entrance entrance;
  private final Writer writer;

  SettleRoutes(Entrance entrance, Writer writer) {
    this.entrance = entrance;
    this.writer = writer;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            Method.GET,
            CONFLICT,
            Who.OWNER,
            "What is open in a record: every candidate, who wrote it, when, what it replaced.",
            this::read),
        Route.of(
                Method.POST,
                CONFLICT,
                Who.OWNER,
                "Settles a property of a record for everybody:"
                    + " {property, value} or {property, candidate}.",
                this::settle)
            .header("If-Match", "The ETag of the record as it was read; it must still stand so.")
            .header("Prefer", "conflict: if it stands otherwise by now, decide what was seen.")
            .takes(Bodies.JSON)
            .statuses(200, 412, 413, 415, 422),
        Route.of(
                Method.POST,
                "/s/{space}/undo",
                Who.OWNER,
                "Takes a changeset back by a new one: {number}.",
                this::undo)
            .takes(Bodies.JSON)
            .statuses(200, 413, 415, 422));
  }

  private Answer read(Request request) {
    try (Hosted space = entrance.open(request)) {
      Conflict conflict =
          space.replica().read(view -> Conflict.of(Asked.found(view, Asked.key(request)), view));
      return Answer.json(conflict.json().value()).with("ETag", Tag.of(conflict.found().live()));
    }
  }

  private Answer settle(Request request) {
    RecordKey key = Asked.key(request);
    Names.requireType(key.type());
    SequencedMap<String, Value> body = body(request, SETTLE_KEYS);
    Signed signed = new Signed(Assigns.text(body, "author"), Assigns.text(body, "note"));
    try (Hosted space = entrance.open(request)) {
      return writer
          .write(
              space,
              request,
              key,
              signed,
              (before, view) -> edit(body, Asked.found(view, key), view, before.saw()))
          .record();
    }
  }

  private static SequencedMap<String, Value> body(Request request, Set<String> keys) {
    if (Bodies.kind(request) != Bodies.Kind.JSON) {
      throw new Problem(415, "this takes " + Bodies.JSON);
    }
    SequencedMap<String, Value> body = Bodies.object(request);
    for (String key : body.keySet()) {
      if (!keys.contains(key)) {
        throw Problem.bad(
            "there is no '" + key + "' here; there is " + keys.stream().sorted().toList());
      }
    }
    return body;
  }

  private static Edit edit(
      SequencedMap<String, Value> body, Found found, Snapshot view, @Nullable Set<Dot> saw) {
    String property = Assigns.text(body, "property");
    if (property == null) {
      throw Problem.bad("say which 'property' is settled; _deleted for the record itself");
    }
    Value value = value(body, property, found, view);
    RecordKey key = found.view().key();
    if (property.equals(Register.DELETED)) {
      return presence(value, key, saw);
    }
    Names.requireProperty(property);
    return new Edit.Update(key, List.of(new Assign.Set(property, value)), saw, false);
  }

  private static Edit presence(Value value, RecordKey key, @Nullable Set<Dot> saw) {
    if (value instanceof Value.Bool(boolean deleted)) {
      return deleted ? new Edit.Delete(key, saw) : new Edit.Update(key, List.of(), saw, true);
    }
    throw Problem.bad("_deleted is true or false");
  }

  private static Value value(
      SequencedMap<String, Value> body, String property, Found found, Snapshot view) {
    Value value = body.get("value");
    Value candidate = body.get("candidate");
    if ((value == null) == (candidate == null)) {
      throw Problem.bad("say either the 'value' or the number of a 'candidate'");
    }
    if (value != null) {
      return value;
    }
    if (!(candidate instanceof Value.Num(double number))) {
      throw Problem.bad("'candidate' must be a number");
    }
    Candidate taken =
        Conflict.of(found, view)
            .candidate((int) number)
            .filter(one -> one.number() == number && one.property().equals(property))
            .orElseThrow(
                () -> new Problem(422, property + " has no candidate of this number; read again"));
    PropertyView shown = found.view().properties().get(property);
    if (shown != null && shown.form() == PropertyView.Form.COUNTER) {
      throw new Problem(422, property + " is a counter: say the 'value' that it should have");
    }
    return taken.entry().value();
  }

  private Answer undo(Request request) {
    SequencedMap<String, Value> body = body(request, Set.of("number", "author"));
    if (!(body.get("number") instanceof Value.Num(double number)) || number != Math.rint(number)) {
      throw Problem.bad("say the 'number' of a changeset, as log gives it");
    }
    Signed signed = new Signed(Assigns.text(body, "author"), null);
    try (Hosted space = entrance.open(request)) {
      Dot changeset = space.replica().read(view -> changeset(view, (long) number));
      return switch (writer.undo(space, request, signed, changeset)) {
        case Outcome.Committed committed -> told(space, committed);
        case Outcome.Unchanged unchanged -> Answer.json(OutcomeShape.unchanged(unchanged).value());
        case Outcome.Refused refused ->
            throw new Problem(422, String.join("; ", refused.reasons()));
      };
    }
  }

  private static Dot changeset(Snapshot view, long number) {
    List<LogEntry> entries = number < 1 ? List.of() : view.log(number - 1, 1);
    if (entries.isEmpty()) {
      throw Problem.absent("there is no changeset " + number + " here; see the log");
    }
    return entries.getFirst().stored().dot();
  }

  private static Answer told(Hosted space, Outcome.Committed committed) {
    List<Found> changed =
        space
            .replica()
            .read(
                view ->
                    committed.changed().stream()
                        .flatMap(key -> view.record(key).stream())
                        .toList());
    return Answer.json(OutcomeShape.written(committed, changed).value())
        .with("Skein-Number", Long.toString(committed.number()));
  }
}
