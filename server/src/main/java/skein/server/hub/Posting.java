package skein.server.hub;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import skein.core.value.Value;
import skein.server.hosting.PersonalStore;
import skein.server.http.Problem;
import skein.server.shape.Doc;

/// Takes the objects that clients send. Safe for all threads.
final class Posting {
  private final Limits limits;
  private final Usages usages = new Usages();

  Posting(Limits limits) {
    this.limits = limits;
  }

  /// Writes all objects, or none if the client does not know what others wrote.
  Doc post(Attempt.Target target, Asked asked, Value body) {
    PersonalStore store = target.store();
    List<Item> items = items(body, store.replica().surroundings().ids());
    Listing known = store.replica().read(view -> Attempt.lacking(view, target, asked));
    if (!known.isEmpty()) {
      return refused(known);
    }
    try {
      List<Item> kept = items.stream().map(item -> kept(item, store)).toList();
      Attempt attempt = new Attempt(target, asked.since(known.reached()), kept);
      store.replica().commitTogether(view -> attempt.plan(view, usages, limits));
      store.written();
      Optional<Listing> late = attempt.hindered();
      return late.isPresent() ? refused(late.get()) : attempt.done(uploads(items));
    } catch (IllegalArgumentException e) {
      usages.forget(target.bucket());
      throw new Problem(422, String.valueOf(e.getMessage()));
    }
  }

  private static List<Item> uploads(List<Item> items) {
    return items.stream().filter(item -> item.upload().isPresent()).toList();
  }

  private static Doc refused(Listing lacking) {
    return lacking.doc().put("since_invalid", true);
  }

  private static List<Item> items(Value body, Supplier<String> ids) {
    if (!(body instanceof Value.Array(List<Value> values))) {
      throw Problem.bad("the body must be a list of objects");
    }
    if (values.size() > Limits.MOST_AT_ONCE) {
      throw new Problem(413, "at most " + Limits.MOST_AT_ONCE + " objects come at once");
    }
    return values.stream().map(value -> Item.of(value, ids)).toList();
  }

  /// Keeps the blob that an item brings, and lets the item name it.
  private Item kept(Item item, PersonalStore store) {
    Item.Upload upload = item.upload().orElse(null);
    if (upload != null && upload.content().length() > limits.blobBytes()) {
      throw new Problem(413, "a blob has at most " + limits.blobBytes() + " bytes here");
    }
    Item bare = upload == null ? item : item.with(store.keep(upload.content(), upload.type()));
    if (bare.bytes() > Limits.OBJECT_BYTES) {
      throw new Problem(
          413, "an object has at most " + Limits.OBJECT_BYTES + " bytes, without its blob");
    }
    return bare;
  }
}
