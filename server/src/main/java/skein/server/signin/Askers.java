package skein.server.signin;

import java.util.Set;
import skein.server.http.Problem;
import skein.server.http.Request;

/// Whose pages may ask who somebody is: of the origins that the node was told of, and its own.
record Askers(Set<String> origins) {
  Askers {
    origins = Set.copyOf(origins);
  }

  /// The origin, if it is one of them.
  ///
  /// @throws Problem 403 if it is none
  String require(Request request, String origin) {
    if (!origins.contains(origin) && !origin.equals(request.base())) {
      throw Problem.forbidden(
          "pages of '" + origin + "' may not use this hub; allow it with serve --hub-origin");
    }
    return origin;
  }

  /// @throws Problem 403 if a page asks for another than itself
  static void requireSame(String sender, String origin) {
    if (!sender.equals(origin)) {
      throw Problem.forbidden("a page of " + sender + " asks for pages of " + origin);
    }
  }

  /// The origin that stands in the query.
  String ofQuery(Request request) {
    return require(
        request,
        request
            .query("origin")
            .orElseThrow(() -> Problem.bad("?origin= of the page that asks is missing")));
  }
}
