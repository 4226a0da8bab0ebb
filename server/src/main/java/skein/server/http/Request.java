package skein.server.http;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a handler gets, when the guard has let it pass.
public interface Request {
  /// The part of the path that a pattern calls `name`, decoded.
  String path(String name);

  /// The first value of a name in the query, decoded; empty if it is not there.
  Optional<String> query(String name);

  /// All values of a name in the query, decoded, in order.
  List<String> queries(String name);

  /// The names in the query.
  List<String> queryNames();

  /// The first value of a header.
  Optional<String> header(String name);

  /// Who asks.
  Caller caller();

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
