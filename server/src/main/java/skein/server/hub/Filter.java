package skein.server.hub;

import java.util.Set;
import skein.core.merge.RecordView;
import skein.core.replica.Found;
import skein.core.value.Value;
import skein.server.http.Problem;
import skein.server.http.Request;

/// Which objects a request is about: those of the types `include`, or those of all types but
/// `exclude`; neither, and it is all. `nowMillis`: the time; objects that have expired concern
/// nobody.
record Filter(Set<String> include, Set<String> exclude, long nowMillis) {
  Filter {
    include = Set.copyOf(include);
    exclude = Set.copyOf(exclude);
  }

  static Filter of(Request request, long nowMillis) {
    Filter filter =
        new Filter(
            Set.copyOf(request.queries("include")),
            Set.copyOf(request.queries("exclude")),
            nowMillis);
    if (!filter.include.isEmpty() && !filter.exclude.isEmpty()) {
      throw Problem.bad("include and exclude do not go together");
    }
    return filter;
  }

  /// True if a record is an object that the request is about.
  boolean takes(Found found) {
    RecordView view = found.view();
    if (!ObjectShape.isObject(view.key()) || Expiry.isOver(view, nowMillis)) {
      return false;
    }
    String type = ObjectShape.type(view).map(Filter::text).orElse("");
    return include.isEmpty() ? !exclude.contains(type) : include.contains(type);
  }

  private static String text(Value type) {
    return type instanceof Value.Text(String text) ? text : "";
  }
}
