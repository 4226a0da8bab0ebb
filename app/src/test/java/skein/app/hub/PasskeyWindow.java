package skein.app.hub;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import skein.app.apps.Reply;
import skein.app.home.PasskeyHolder;
import skein.core.value.Json;
import skein.core.value.Value;
import skein.server.shape.Doc;

/// What the window where people sign in asks of a hub, for a page of an app.
record PasskeyWindow(HubNode node) {
  private static final String AUDIENCE = HubNode.ORIGIN;

  SoftKey.Page page() {
    return new SoftKey.Page(node.address(), URI.create(node.address()).getHost());
  }

  Reply post(String step, Doc body, String... headers) {
    return node.send(
        "POST", "/sync/" + step, body.text().getBytes(StandardCharsets.UTF_8), headers);
  }

  private Reply sent(String step, String json) {
    return node.send("POST", "/sync/" + step, json.getBytes(StandardCharsets.UTF_8));
  }

  private String challenge(Doc asked) {
    return challenge(post("passkey-options", asked).is(200));
  }

  static String challenge(Reply options) {
    return text(options, "challenge");
  }

  static String text(Reply reply, String field) {
    return reply.at(field) instanceof Value.Text(String text) ? text : "";
  }

  /// Somebody new makes a key.
  Reply make(SoftKey key, String name) {
    String challenge = challenge(new Doc().put("origin", AUDIENCE).put("name", name));
    return sent("passkey-made", key.made(page(), challenge));
  }

  /// Somebody uses a key of his.
  Reply use(SoftKey key, String user) {
    String challenge = challenge(new Doc().put("origin", AUDIENCE));
    return sent("passkey-used", key.used(page(), challenge, PasskeyHolder.handle(user)));
  }

  /// What somebody may do by a slip, or a link.
  record Leave(String kind, String text) {
    static Leave slip(Reply shown) {
      return new Leave("slip", PasskeyWindow.text(shown.is(200), "slip"));
    }

    static Leave link(String text) {
      return new Leave("link", text);
    }

    Doc doc() {
      return new Doc().put(kind, text);
    }
  }

  /// What a browser needs to make one more key.
  Reply options(Leave leave) {
    return post("passkey-options", leave.doc());
  }

  /// Somebody makes one more key.
  Reply add(Leave leave, SoftKey key) {
    return added(leave, key.made(page(), challenge(options(leave).is(200))));
  }

  Reply added(Leave leave, String credential) {
    Value json = Json.parse(credential.getBytes(StandardCharsets.UTF_8));
    return post("passkey-add", leave.doc().put("label", "phone").put("credential", json));
  }

  Reply keys(Leave leave) {
    return post("passkeys", leave.doc());
  }

  Reply remove(Leave leave, SoftKey key) {
    return post("passkey-remove", leave.doc().put("id", key.id()));
  }

  /// The store of whoever has shown a key.
  HubClient store(Reply shown, String user) {
    String form = "assertion=" + text(shown.is(200), "assertion") + "&audience=" + AUDIENCE;
    String token =
        node.verify(form).json("auth").replaceAll("\\{\"query\":\\{\"auth\":\"(.*)\"}}", "$1");
    return new HubClient(node, user, "notes", token);
  }
}
