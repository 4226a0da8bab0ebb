package skein.server.records;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import skein.core.query.Query;
import skein.core.record.RecordKey;
import skein.core.replica.Found;
import skein.core.value.Value;
import skein.server.hosting.Hosted;
import skein.server.http.Answer;
import skein.server.http.Escapes;
import skein.server.http.Handler;
import skein.server.http.Method;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;
import skein.server.records.Writer.Written;
import skein.server.shape.Doc;
import skein.server.shape.OutsideName;

/// Records in the shape of the ancestor's REST interface: plain maps of properties, forms as well
/// as JSON, addresses that end in `.json`. Names come from outside: those that begin with `_` or
/// `~` stand in the space with one `~` before them, so that the system's are out of reach.
final class AncestorRoutes {
  private static final int PAGE = 1_000;

  private final RecordHandlers handlers;
  private final Entrance entrance;
  private final String type;
  private final String record;
  private final String property;

  AncestorRoutes(RecordHandlers handlers) {
    this.handlers = handlers;
    this.entrance = handlers.entrance();
    String records = entrance.pattern() + "/records/";
    this.type = records + "{type}.json";
    this.record = records + "{type}/{id}.json";
    this.property = records + "{type}/{id}/{property}.json";
  }

  List<Route> routes() {
    return List.of(
        route(Method.GET, entrance.pattern() + "/records.json", "The types.", this::types),
        route(Method.GET, type, "The records of a type: id and address.", this::ids),
        writing(Method.POST, type, "Makes a record.", this::create).query("id", "Its id."),
        route(Method.GET, record, "A record's properties.", this::read),
        writing(Method.PUT, record, "Gives a record these properties and no others.", this::put),
        writing(Method.POST, record, "Changes these properties of a record.", this::post),
        route(Method.DELETE, record, "Deletes a record.", this::delete).gives().statuses(204),
        route(Method.GET, property, "A property's value.", this::readProperty),
        writing(Method.PUT, property, "Gives a property a value.", this::setProperty),
        writing(
            Method.POST,
            property,
            "Gives a property a value; the form's field is `value`.",
            this::setProperty),
        route(Method.DELETE, property, "Unsets a property.", this::deleteProperty)
            .gives()
            .statuses(204));
  }

  private static Route route(Method method, String path, String what, Handler.Http handler) {
    return Route.of(method, path, Who.OWNER, what, handler);
  }

  private static Route writing(Method method, String path, String what, Handler.Http handler) {
    return route(method, path, what, handler)
        .takes(Bodies.JSON, Bodies.FORM)
        .statuses(200, 201, 302, 409, 412, 413, 415, 422);
  }

  private Answer types(Request request) {
    try (Hosted space = entrance.open(request)) {
      List<String> types = space.replica().read(view -> view.reading().types());
      List<Value> names =
          types.stream()
              .flatMap(name -> OutsideName.outside(name).stream())
              .map(Value::of)
              .toList();
      return Answer.json(Value.of(names));
    }
  }

  /// All of them, written as they are read, page after page.
  private Answer ids(Request request) {
    entrance.open(request).close();
    return Answer.streamed(Bodies.JSON, out -> ids(request, out));
  }

  private void ids(Request request, OutputStream out) throws IOException {
    String inside = OutsideName.inside(request.path("type"));
    try (Hosted space = entrance.open(request)) {
      String before = "{";
      long after = 0;
      int found = PAGE;
      while (found == PAGE) {
        Query query = new Query(inside, List.of(), null, PAGE, after);
        StringBuilder text = new StringBuilder();
        List<Found> page = space.replica().read(view -> view.search(query));
        for (Found one : page) {
          String id = one.view().key().id();
          text.append(before).append(Doc.text(Value.of(id))).append(':');
          text.append(Doc.text(Value.of(address(request, id))));
          before = ",";
          after = one.localId();
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        found = page.size();
      }
      out.write((before.equals("{") ? "{}" : "}").getBytes(StandardCharsets.UTF_8));
    }
  }

  private String address(Request request, String id) {
    return entrance.prefix(request)
        + "/records/"
        + Escapes.encode(request.path("type"))
        + "/"
        + Escapes.encode(id)
        + ".json";
  }

  private static RecordKey key(Request request) {
    return new RecordKey(OutsideName.inside(request.path("type")), request.path("id"));
  }

  /// The properties that a body gives, under their names in the space.
  private static SequencedMap<String, Value> fields(Request request) {
    SequencedMap<String, Value> given =
        isForm(request) ? Bodies.form(request) : Bodies.object(request);
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    given.forEach((name, value) -> fields.put(OutsideName.inside(name), value));
    return fields;
  }

  private static boolean isForm(Request request) {
    return switch (Bodies.kind(request)) {
      case FORM -> true;
      case JSON -> false;
      case EDIT -> throw new Problem(415, "this takes " + Bodies.JSON + " or " + Bodies.FORM);
    };
  }

  /// A browser that sent a form goes on to the record; a program gets it.
  private static Answer told(Request request, Written written, Answer answer, String address) {
    return written.dressed(isForm(request) ? Answer.empty(302).with("Location", address) : answer);
  }

  private static Answer properties(int status, Found found) {
    Doc doc = new Doc();
    found
        .view()
        .values()
        .forEach((name, value) -> OutsideName.outside(name).ifPresent(out -> doc.put(out, value)));
    return Answer.json(status, doc.value());
  }

  private Answer create(Request request) {
    String inside = OutsideName.inside(request.path("type"));
    Written written = handlers.create(request, inside, fields(request));
    String address = address(request, written.found().view().key().id());
    Answer made = properties(201, written.found()).with("Location", address);
    return told(request, written, made, address);
  }

  private Answer read(Request request) {
    Found found = handlers.read(request, key(request), false);
    return properties(200, found).with("ETag", Tag.of(found.live()));
  }

  private Answer put(Request request) {
    return told(request, handlers.replace(request, key(request), fields(request)));
  }

  private Answer post(Request request) {
    return told(request, handlers.change(request, key(request), fields(request)));
  }

  private Answer told(Request request, Written written) {
    Answer made = properties(written.created() ? 201 : 200, written.found());
    return told(request, written, made, address(request, request.path("id")));
  }

  private Answer delete(Request request) {
    return handlers.delete(request, key(request)).dressed(Answer.empty(204));
  }

  private static String propertyName(Request request) {
    return OutsideName.inside(request.path("property"));
  }

  private Answer readProperty(Request request) {
    Found found = handlers.read(request, key(request), false);
    return EditRoutes.property(found, propertyName(request)).with("ETag", Tag.of(found.live()));
  }

  private Answer setProperty(Request request) {
    Value value =
        isForm(request)
            ? Bodies.form(request).getOrDefault("value", Value.Null.ONLY)
            : Bodies.json(request);
    Written written = set(request, value);
    String address =
        address(request, request.path("id")).replaceFirst("\\.json$", "")
            + "/"
            + Escapes.encode(request.path("property"))
            + ".json";
    Answer made = Answer.json(written.found().view().value(propertyName(request)));
    return told(request, written, made, address);
  }

  private Written set(Request request, Value value) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put(propertyName(request), value);
    return handlers.change(request, key(request), fields);
  }

  private Answer deleteProperty(Request request) {
    return set(request, Value.Null.ONLY).dressed(Answer.empty(204));
  }
}
