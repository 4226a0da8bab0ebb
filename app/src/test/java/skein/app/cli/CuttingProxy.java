package skein.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import skein.app.node.Relay;

/// Stands between a client and a node, and breaks the connection once, when so many bytes have come
/// from the node.
final class CuttingProxy implements AutoCloseable {
  private final AtomicLong left;
  private final ByteArrayOutputStream asked = new ByteArrayOutputStream();
  private final Relay relay;

  CuttingProxy(int node, long bytes) throws IOException {
    this.left = new AtomicLong(bytes);
    this.relay = new Relay(node, this::passes);
  }

  int port() {
    return relay.port();
  }

  /// All that clients have said.
  String asked() {
    return asked.toString(StandardCharsets.US_ASCII);
  }

  private boolean passes(Relay.Side from, byte[] buffer, int count) {
    return switch (from) {
      case CLIENT -> {
        asked.write(buffer, 0, count);
        yield true;
      }
      case NODE -> left.getAndAdd(-count) <= 0 || left.get() > 0;
    };
  }

  @Override
  public void close() throws IOException {
    relay.close();
  }
}
