package skein.app.cli;

import java.net.URI;
import java.nio.charset.StandardCharsets;
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
      caller.ask(
          caller.posting("/leave_app", "{}".getBytes(StandardCharsets.US_ASCII)), MAX_ANSWER_BYTES);
    } catch (Unreachable e) {
      throw new Refusal(String.valueOf(e.getMessage()), e);
    }
  }
}
