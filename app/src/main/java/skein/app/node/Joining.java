package skein.app.node;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import skein.app.home.Link;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.core.history.Charter;
import skein.core.history.Grant;
import skein.core.value.Bytes;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.Value;
import skein.server.http.Guard;
import skein.sync.transport.HttpCaller;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.Pin;
import skein.sync.transport.Unreachable;

/// Takes up an invitation at the node that gave it.
public final class Joining {
  private static final int MAX_ANSWER_BYTES = 1 << 16;

  private Joining() {}

  /// Who asks to be let in: the public key of the new replica, and a name for it.
  public record Asking(Bytes key, String name) {}

  /// What the node gave. `grant`: null where none is needed.
  public record Welcome(
      Charter charter, HttpPeer.Token token, @Nullable Grant grant, boolean mayWrite) {
    /// The node that gave the link as a peer of this name, which lets this home in from now on.
    public SpaceBook.Peer peer(String name, Link link) {
      SpaceBook.Mode mode = mayWrite ? SpaceBook.Mode.WRITE : SpaceBook.Mode.READ;
      return new SpaceBook.Peer(name, link.space().toString(), link.pin(), token.secret(), mode);
    }
  }

  /// Refuses a link whose secret others could read on its way.
  public static void requireSafe(Link link) {
    if (link.pin() == null && !Guard.keepsSecrets(link.space())) {
      throw new Refusal(
          "the link's secret would go to "
              + link.space().getHost()
              + " over plain HTTP, for all on the way to read; ask for a link that begins with"
              + " https, or say --insecure");
    }
  }

  /// Uses the link's secret up.
  ///
  /// @throws Refusal with the node's own reason if it lets nobody in
  public static Welcome join(Link link, Asking asking) {
    String pin = link.pin();
    HttpPeer peer = new HttpPeer(link.space(), null, pin == null ? null : Pin.parse(pin));
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("secret", Value.of(link.secret().text()));
    fields.put("key", Value.of(asking.key().base64url()));
    fields.put("name", Value.of(asking.name()));
    byte[] body = Json.write(Value.of(fields));
    try (HttpCaller caller = new HttpCaller(peer)) {
      byte[] answer = caller.ask(caller.posting("/join", body), MAX_ANSWER_BYTES);
      return welcome(link, answer);
    } catch (Unreachable e) {
      throw new Refusal(String.valueOf(e.getMessage()), e);
    }
  }

  private static Welcome welcome(Link link, byte[] body) {
    try {
      if (!(Json.parse(body) instanceof Value.Obj(SequencedMap<String, Value> fields))) {
        throw new IllegalArgumentException("it is no object");
      }
      Value text = fields.getOrDefault("charter", Value.Null.ONLY);
      Charter charter = Charter.parse(Bytes.of(Json.canonical(text)));
      if (!charter.space().equals(link.id())) {
        throw new IllegalArgumentException("its charter is that of another space");
      }
      Value grant = fields.getOrDefault("grant", Value.Null.ONLY);
      return new Welcome(
          charter,
          new HttpPeer.Token(text(fields, "token")),
          grant instanceof Value.Null ? null : Grant.parse(grant),
          text(fields, "mode").equals("write"));
    } catch (NotStrict | IllegalArgumentException e) {
      throw new Refusal("what " + link.space() + " answered is no welcome: " + e.getMessage(), e);
    }
  }

  private static String text(SequencedMap<String, Value> fields, String name) {
    if (fields.get(name) instanceof Value.Text(String text)) {
      return text;
    }
    throw new IllegalArgumentException("it has no text '" + name + "'");
  }
}
