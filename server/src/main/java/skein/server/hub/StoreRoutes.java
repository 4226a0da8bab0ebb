package skein.server.hub;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import skein.core.value.Value;
import skein.server.hosting.Bucket;
import skein.server.hosting.PersonalStore;
import skein.server.hosting.PersonalStores;
import skein.server.hosting.Room;
import skein.server.http.Answer;
import skein.server.http.Escapes;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.shape.Doc;
import skein.server.shape.LooseJson;
import skein.server.shape.NotJson;

/// What can be asked of one store. Safe for all threads.
final class StoreRoutes {
  private static final String DELETE = "delete";
  private static final String INVITE = "invite";

  /// A body stands in memory many times while it is worked on: as bytes, as text, as values.
  private static final int SHARE_OF_HEAP = 24;

  private final Hub hub;
  private final Door door;
  private final Rates rates;
  private final Posting posting;
  private final Room room;
  private final Following following = new Following();

  StoreRoutes(Hub hub) {
    this.hub = hub;
    this.door = new Door(hub.signIn());
    this.rates = new Rates(hub.setting().limits());
    this.posting = new Posting(hub.setting().limits());
    this.room = Room.ofHeap(SHARE_OF_HEAP, hub.setting().limits().bodyBytes());
  }

  /// The store that a path names, and the name of the blob in it that follows, if one does.
  private record Named(Bucket bucket, Optional<String> blob) {
    static Named of(Request request) {
      String path = request.path("bucket");
      int at = path.indexOf("/" + BlobName.FOLDER + "/");
      return at < 0
          ? new Named(Door.bucket(request, path), Optional.empty())
          : new Named(
              Door.bucket(request, path.substring(0, at)),
              Optional.of(path.substring(at + BlobName.FOLDER.length() + 2)));
    }
  }

  /// Who may not is told so before anything else of the request is looked at.
  private Named admitted(Request request) {
    Named named = Named.of(request);
    door.admit(request, named.bucket().owner());
    rates.request(named.bucket());
    return named;
  }

  Answer get(Request request) {
    Named named = admitted(request);
    if (request.query(DELETE).isPresent()) {
      throw new Problem(405, "a store is deleted by DELETE, or by POST with ?delete");
    }
    return named.blob().isPresent()
        ? blob(request, named.bucket(), named.blob().get())
        : list(request, named.bucket());
  }

  private Answer blob(Request request, Bucket bucket, String name) {
    PersonalStore store =
        hub.stores().find(bucket).orElseThrow(() -> Problem.absent("there is no such store"));
    try (store) {
      return BlobFiles.answer(request, store, name);
    }
  }

  /// A store is made when somebody wants to know which it is, or to follow it.
  private Answer list(Request request, Bucket bucket) {
    Asked asked = Asked.of(request, hub.nowMillis());
    String base = base(request, bucket);
    boolean events =
        request.header("Accept").filter(kinds -> kinds.contains(Following.EVENTS)).isPresent();
    long wait = Math.min(Following.MOST_SECONDS, Asked.whole(request, "wait", 0));
    Following.Look look =
        (store, since) ->
            store.replica().read(view -> Listing.of(view, asked.since(since), store, base));
    if (events) {
      long since =
          request
              .header("Last-Event-ID")
              .filter(id -> id.matches("[0-9]{1,15}"))
              .map(Long::parseLong)
              .orElse(asked.since());
      return following.stream(bucket.owner(), () -> hub.stores().open(bucket), since, look);
    }
    if (wait == 0 && asked.collection().isEmpty()) {
      Optional<PersonalStore> there = hub.stores().find(bucket);
      return there.isEmpty()
          ? Answer.json(new Doc().put("objects", Value.of(List.of())).value())
          : using(there.get(), store -> look.at(store, asked.since()).doc());
    }
    return using(
        opened(bucket),
        store ->
            (wait == 0
                    ? look.at(store, asked.since())
                    : following.await(
                        bucket.owner(),
                        store,
                        Duration.ofSeconds(wait),
                        () -> look.at(store, asked.since())))
                .doc());
  }

  private PersonalStore opened(Bucket bucket) {
    return switch (hub.stores().open(bucket)) {
      case PersonalStores.Made.Here(PersonalStore store) -> store;
      case PersonalStores.Made.TooMany(String why) -> throw Problem.forbidden(why);
    };
  }

  private static Answer using(PersonalStore opened, Function<PersonalStore, Doc> work) {
    try (PersonalStore store = opened) {
      return Answer.json(work.apply(store).value());
    }
  }

  /// The address of a store, as a client reaches it.
  private String base(Request request, Bucket bucket) {
    StringBuilder base = new StringBuilder(request.base() + hub.setting().prefix());
    base.append('/').append(Escapes.encode(bucket.owner().domain()));
    base.append('/').append(Escapes.encode(bucket.owner().user()));
    for (String part : bucket.path().split("/", -1)) {
      base.append('/').append(Escapes.encode(part));
    }
    return base.toString();
  }

  Answer post(Request request) {
    Named named = admitted(request);
    requireNoBlob(named);
    if (request.query(DELETE).isPresent()) {
      return deleted(named.bucket());
    }
    if (request.query(INVITE).isPresent()) {
      return using(opened(named.bucket()), StoreRoutes::invited);
    }
    return room.lend(request.bodyStream(), body -> posted(request, named.bucket(), body));
  }

  /// JSON, whatever its media type is said to be: browsers send text/plain where they need not ask
  /// first.
  private Answer posted(Request request, Bucket bucket, byte[] body) {
    Asked asked = Asked.of(request, hub.nowMillis());
    rates.sent(bucket, body.length);
    try {
      Value objects = LooseJson.parse(body, LooseJson.Inexact.REFUSED);
      return using(
          opened(bucket),
          store ->
              posting.post(
                  new Attempt.Target(bucket, store, base(request, bucket)), asked, objects));
    } catch (NotJson e) {
      throw Problem.bad("the body is no JSON: " + e.getMessage());
    }
  }

  private static Doc invited(PersonalStore store) {
    return new Doc().put("space", store.replica().space().toString()).put("secret", store.invite());
  }

  private static void requireNoBlob(Named named) {
    if (named.blob().isPresent()) {
      throw new Problem(405, "a blob comes and goes with its object");
    }
  }

  Answer delete(Request request) {
    Named named = admitted(request);
    requireNoBlob(named);
    return deleted(named.bucket());
  }

  private Answer deleted(Bucket bucket) {
    return Answer.json(new Doc().put("deleted", hub.stores().delete(bucket)).value());
  }
}
