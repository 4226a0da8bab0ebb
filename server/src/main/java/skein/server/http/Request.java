package skein.server.http;

import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a handler gets, when the guard has let it pass.
public interface Request {
  /// The parts of the path by the names that the pattern gives them, decoded.
  Map<String, String> parts();

  /// The query: each name's values in order, decoded.
  Map<String, List<String>> query();

  /// The part of the path that a pattern calls `name`, decoded.
  default String path(String name) {
    String value = parts().get(name);
    if (value == null) {
      throw new IllegalStateException("the route's path has no {" + name + "}");
    }
    return value;
  }

  /// The first value of a name in the query, decoded; empty if it is not there.
  default Optional<String> query(String name) {
    return queries(name).stream().findFirst();
  }

  /// All values of a name in the query, decoded, in order.
  default List<String> queries(String name) {
    return query().getOrDefault(name, List.of());
  }

  /// The names in the query.
  default List<String> queryNames() {
    return List.copyOf(query().keySet());
  }

  /// The first value of a header.
  Optional<String> header(String name);

  /// Who asks.
  Caller caller();

  /// The machine that the request comes from.
  InetAddress remote();

  /// Where the caller reached this node: scheme, name and port, without a slash at the end.
  String base();

  /// The whole body.
  ///
  /// @param most the most bytes that are taken
  /// @throws Problem 413 if it is longer
  byte[] body(int most);

  /// The body as it comes; not bounded.
  InputStream bodyStream();

  /// The fields of a form (`application/x-www-form-urlencoded`), each name's values in order.
  Map<String, List<String>> form(int most);
}
