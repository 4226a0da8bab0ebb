package skein.server.hub;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import skein.server.http.Problem;
import skein.server.http.Request;

/// What a request asks of a store. `since`: the counter of the last object that the client has;
/// `collection`: the collection that it had it from, empty if it cares but has none, absent if it
/// does not care; `limit`: how many objects it wants at most.
record Asked(long since, Optional<String> collection, Filter filter, int limit) {
  private static final Pattern PLACE = Pattern.compile("(.+):([0-9]{1,15})");

  /// How many objects one answer holds at most.
  static final int MOST = 1_000;

  static Asked of(Request request, long nowMillis) {
    Filter filter = Filter.of(request, nowMillis);
    int limit = (int) Math.min(MOST, whole(request, "limit", 0));
    return new Asked(
        whole(request, "since", 0),
        request.query("collection_id"),
        filter,
        limit == 0 ? MOST : limit);
  }

  /// A whole number of the query, at least 0.
  static long whole(Request request, String name, long usual) {
    String text = request.query(name).orElse("");
    if (text.isEmpty()) {
      return usual;
    }
    if (!text.matches("[0-9]{1,15}")) {
      throw Problem.bad(name + " is '" + text + "', not a whole number from 0");
    }
    return Long.parseLong(text);
  }

  /// The same from another counter on.
  Asked since(long counter) {
    return new Asked(counter, collection, filter, limit);
  }

  /// The same with another limit.
  Asked limit(int objects) {
    return new Asked(since, collection, filter, objects);
  }

  /// The same from the place on that an event was told with; what is none is passed over.
  Asked from(String place) {
    Matcher matcher = PLACE.matcher(place);
    return matcher.matches()
        ? new Asked(Long.parseLong(matcher.group(2)), Optional.of(matcher.group(1)), filter, limit)
        : this;
  }

  /// The same in a store of this epoch: one who has another's objects needs all.
  Asked in(String epoch) {
    return isChanged(epoch) ? since(0) : this;
  }

  /// True if what the client has comes from another collection.
  boolean isChanged(String epoch) {
    return collection.filter(id -> !id.isEmpty() && !id.equals(epoch)).isPresent();
  }
}
