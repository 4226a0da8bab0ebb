package skein.app.hub;

import java.nio.charset.StandardCharsets;
import skein.app.apps.Reply;

/// A client of one personal store, with a token.
record HubClient(HubNode node, String user, String bucket, String token) {
  private static final String DOMAIN = "app.example";

  /// The address of the store on the node.
  String path() {
    return "/sync/" + DOMAIN + "/" + user + "/" + bucket;
  }

  /// The name of the store in the home.
  String name() {
    return DOMAIN + "/" + user + "/" + bucket;
  }

  private String target(String query) {
    return path() + "?auth=" + token + (query.isEmpty() ? "" : "&" + query);
  }

  Reply get(String query, String... headers) {
    return node.send("GET", target(query), new byte[0], headers);
  }

  Reply post(String query, String json, String... headers) {
    return node.send("POST", target(query), json.getBytes(StandardCharsets.UTF_8), headers);
  }

  Reply delete() {
    return node.send("DELETE", target(""), new byte[0]);
  }

  /// What `objects` holds after this counter.
  String objects(String query) {
    return get(query).is(200).json("objects");
  }

  /// The counters of these objects, when they were written.
  String counters(String query, String json) {
    return post(query, json).is(200).json("object_counters");
  }

  /// Gets what an address within an object leads to.
  Reply follow(String href, String... headers) {
    return node.send("GET", href + "?auth=" + token, new byte[0], headers);
  }
}
