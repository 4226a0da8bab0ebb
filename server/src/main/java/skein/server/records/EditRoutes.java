package skein.server.records;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import skein.core.record.RecordKey;
import skein.core.replica.Found;
import skein.core.value.Value;
import skein.server.http.Answer;
import skein.server.http.Escapes;
import skein.server.http.Handler;
import skein.server.http.Method;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;
import skein.server.shape.RecordShape;

/// One record, and one property of it.
final class EditRoutes {
  private static final String TYPE = "/s/{space}/records/{type}";
  private static final String RECORD = TYPE + "/{id}";
  private static final String PROPERTY = RECORD + "/{property}";

  private final RecordHandlers handlers;

  EditRoutes(RecordHandlers handlers) {
    this.handlers = handlers;
  }

  List<Route> routes() {
    return List.of(
        signed(Route.of(Method.POST, TYPE, Who.OWNER, "Makes a record.", this::create))
            .query("id", "Its id; else one is made up.")
            .takes(Bodies.JSON, Bodies.EDIT)
            .statuses(201, 409, 413, 415, 422),
        Route.of(Method.GET, RECORD, Who.OWNER, "A record.", this::read)
            .query("deleted", "true: also one that is deleted."),
        changing(Method.PUT, RECORD, "Gives a record these properties and no others.", this::put)
            .takes(Bodies.JSON)
            .statuses(200, 201, 412, 413, 415, 422),
        changing(
                Method.PATCH,
                RECORD,
                "Changes these properties of a record; null unsets.",
                request -> handlers.change(request).record())
            .takes(Bodies.JSON, Bodies.EDIT)
            .statuses(200, 412, 413, 415, 422),
        changing(Method.DELETE, RECORD, "Deletes a record; its history stays.", this::delete)
            .gives()
            .statuses(204, 412, 422),
        Route.of(Method.GET, PROPERTY, Who.OWNER, "A property's value.", this::readProperty),
        changing(Method.PUT, PROPERTY, "Gives a property a value.", this::putProperty)
            .takes(Bodies.JSON)
            .statuses(200, 412, 413, 415, 422),
        changing(Method.DELETE, PROPERTY, "Unsets a property.", this::deleteProperty)
            .gives()
            .statuses(204, 412, 422));
  }

  private static Route changing(Method method, String path, String what, Handler.Http handler) {
    return signed(Route.of(method, path, Who.OWNER, what, handler))
        .header("If-Match", "The ETag of the record as it was read; it must still stand so.")
        .header("If-None-Match", "*: there must be no such record.")
        .header(
            "Prefer", "conflict: if it stands otherwise by now, write beside what was not seen.");
  }

  private static Route signed(Route route) {
    return route
        .header("Skein-Author", "In whose name; UTF-8, percent-encoded.")
        .header("Skein-Note", "A note on the change; UTF-8, percent-encoded.");
  }

  private Answer create(Request request) {
    Writer.Written written = handlers.create(request);
    RecordKey key = written.found().view().key();
    String location =
        handlers.entrance().prefix(request)
            + "/records/"
            + Escapes.encode(key.type())
            + "/"
            + Escapes.encode(key.id());
    return written.record().with("Location", location);
  }

  private Answer read(Request request) {
    boolean deletedToo = Asked.flag(request, "deleted");
    Found found = handlers.read(request, Asked.key(request), deletedToo);
    return Answer.json(RecordShape.json(found).value()).with("ETag", Tag.of(found.live()));
  }

  private Answer put(Request request) {
    requireJson(request);
    return handlers.replace(request, Asked.key(request), Bodies.object(request)).record();
  }

  private static void requireJson(Request request) {
    if (Bodies.kind(request) != Bodies.Kind.JSON) {
      throw new Problem(415, "this takes " + Bodies.JSON);
    }
  }

  private Answer delete(Request request) {
    return handlers.delete(request, Asked.key(request)).dressed(Answer.empty(204));
  }

  private Answer readProperty(Request request) {
    Found found = handlers.read(request, Asked.key(request), false);
    return property(found, request.path("property")).with("ETag", Tag.of(found.live()));
  }

  /// The value as it stands; 404 if it is unset.
  static Answer property(Found found, String property) {
    Value value = found.view().value(property);
    if (value.isNull()) {
      throw Problem.absent(found.view().key() + " has no " + property);
    }
    return Answer.json(value);
  }

  private Answer putProperty(Request request) {
    requireJson(request);
    Writer.Written written = set(request, Bodies.json(request));
    Value value = written.found().view().value(request.path("property"));
    return written.dressed(Answer.json(value));
  }

  private Writer.Written set(Request request, Value value) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put(request.path("property"), value);
    return handlers.change(request, Asked.key(request), fields);
  }

  private Answer deleteProperty(Request request) {
    return set(request, Value.Null.ONLY).dressed(Answer.empty(204));
  }
}
