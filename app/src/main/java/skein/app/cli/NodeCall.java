package skein.app.cli;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import skein.app.home.NodeFiles;
import skein.app.home.Refusal;
import skein.app.hosting.AppLeave;
import skein.core.value.SpaceId;
import skein.sync.transport.HttpCaller;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.Pin;
import skein.sync.transport.Unreachable;

/// Asks the node of this home, if one runs, for what must not happen behind its back.
final class NodeCall {
  private static final int MAX_ANSWER_BYTES = 1 << 16;

  private NodeCall() {}

  /// Leaves an app: the node does that where one runs, since it has the files open.
  static void leave(Desk desk, SpaceId id) {
    Optional<NodeFiles.Running> running = desk.home().node().running();
    if (running.isEmpty()) {
      AppLeave.leave(desk.home(), id);
      return;
    }
    NodeFiles.Running node = running.get();
    String pin = node.pin();
    HttpPeer peer =
        new HttpPeer(
            URI.create(node.addresses().getFirst() + "/" + id),
            new HttpPeer.Token(desk.home().node().token()),
            pin == null ? null : Pin.parse(pin));
    try (HttpCaller caller = new HttpCaller(peer)) {
      HttpRequest request =
          caller
              .request("/leave_app")
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      var limited =
          HttpResponse.BodyHandlers.limiting(
              HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES);
      HttpResponse<byte[]> answer = caller.ask(request, limited);
      if (answer.statusCode() != 200) {
        throw caller.refused(answer.statusCode(), null, answer.body());
      }
    } catch (Unreachable e) {
      throw new Refusal(String.valueOf(e.getMessage()), e);
    }
  }
}
