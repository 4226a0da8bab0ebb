package skein.server.records;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import skein.core.merge.RecordView;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Edit;
import skein.core.replica.Found;
import skein.core.value.Value;
import skein.server.hosting.Hosted;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.records.Precondition.Before;
import skein.server.records.Writer.Signed;
import skein.server.records.Writer.Written;

/// What can be done to one record, whatever the shape of the address and of the answer. Safe for
/// all threads.
final class RecordHandlers {
  private final Entrance entrance;
  private final Writer writer;

  RecordHandlers(Entrance entrance, Writer writer) {
    this.entrance = entrance;
    this.writer = writer;
  }

  Entrance entrance() {
    return entrance;
  }

  /// How names that came from outside stand in the space, and which of them may be written.
  private record Content(
      SequencedMap<String, Value> fields, @Nullable List<Assign> edit, Signed signed) {
    static Content plain(SequencedMap<String, Value> fields) {
      return new Content(fields, null, Signed.BY_HEADERS);
    }
  }

  private static Content content(Request request) {
    return switch (Bodies.kind(request)) {
      case JSON -> Content.plain(Bodies.object(request));
      case FORM -> throw new Problem(415, "forms are taken at the addresses that end in .json");
      case EDIT -> {
        SequencedMap<String, Value> body = Bodies.object(request);
        Signed signed = new Signed(Assigns.text(body, "author"), Assigns.text(body, "note"));
        yield new Content(new LinkedHashMap<>(), Assigns.edit(body), signed);
      }
    };
  }

  private Written write(Request request, RecordKey key, Signed signed, Writer.Plan plan) {
    Names.requireType(key.type());
    try (Hosted space = entrance.open(request)) {
      return writer.write(space, request, key, signed, plan);
    }
  }

  /// A record as it stands. `deletedToo`: also one that is deleted.
  Found read(Request request, RecordKey key, boolean deletedToo) {
    try (Hosted space = entrance.open(request)) {
      return space
          .replica()
          .read(view -> deletedToo ? Asked.found(view, key) : Asked.existing(view, key));
    }
  }

  Written create(Request request) {
    Content content =
        Bodies.isNone(request) ? Content.plain(new LinkedHashMap<>()) : content(request);
    return create(request, request.path("type"), content);
  }

  Written create(Request request, String type, SequencedMap<String, Value> fields) {
    return create(request, type, Content.plain(fields));
  }

  private Written create(Request request, String type, Content content) {
    String id =
        request.query("id").filter(text -> !text.isEmpty()).orElseGet(() -> freshId(request));
    RecordKey key = new RecordKey(type, id);
    List<Assign> edit = content.edit();
    List<Assign> assigns = edit == null ? Assigns.create(content.fields()) : edit;
    return write(request, key, content.signed(), (before, view) -> new Edit.Create(key, assigns));
  }

  private String freshId(Request request) {
    try (Hosted space = entrance.open(request)) {
      return space.replica().surroundings().ids().get();
    }
  }

  /// These properties and no others; makes the record if there is none.
  Written replace(Request request, RecordKey key, SequencedMap<String, Value> fields) {
    return write(
        request,
        key,
        Signed.BY_HEADERS,
        (before, view) -> {
          RecordView seen = before.seen();
          return seen != null && (before.exists() || before.stale())
              ? new Edit.Update(key, Assigns.replace(seen, fields), before.saw(), false)
              : new Edit.Create(key, Assigns.create(fields));
        });
  }

  /// The change that the body says.
  Written change(Request request) {
    RecordKey key = Asked.key(request);
    Content content = content(request);
    List<Assign> edit = content.edit();
    return edit == null
        ? change(request, key, content.fields())
        : update(request, key, content.signed(), seen -> edit);
  }

  /// These properties; null unsets.
  Written change(Request request, RecordKey key, SequencedMap<String, Value> fields) {
    return update(request, key, Signed.BY_HEADERS, seen -> Assigns.change(seen, fields));
  }

  private Written update(
      Request request, RecordKey key, Signed signed, Function<RecordView, List<Assign>> assigns) {
    return write(
        request,
        key,
        signed,
        (before, view) -> {
          RecordView seen = requireThere(before, key);
          return new Edit.Update(key, new ArrayList<>(assigns.apply(seen)), before.saw(), false);
        });
  }

  private static RecordView requireThere(Before before, RecordKey key) {
    RecordView seen = before.seen();
    if (seen == null) {
      throw Problem.absent("there is no record " + key);
    }
    if (!before.exists() && !before.stale()) {
      throw Problem.absent(key + " is deleted; its history is still there");
    }
    return seen;
  }

  Written delete(Request request, RecordKey key) {
    return write(
        request,
        key,
        Signed.BY_HEADERS,
        (before, view) -> {
          requireThere(before, key);
          return new Edit.Delete(key, before.saw());
        });
  }
}
