package skein.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Stands between a client and a node, and breaks the connection once, when so many bytes have come
/// from the node.
final class CuttingProxy implements AutoCloseable {
  /// Why halves ended before their time: the other half was cut, or one end hung up.
  private final Queue<IOException> ends = new ConcurrentLinkedQueue<>();

  private final ServerSocket door;
  private final int node;
  private final AtomicLong left;
  private final ByteArrayOutputStream asked = new ByteArrayOutputStream();

  CuttingProxy(int node, long bytes) throws IOException {
    this.node = node;
    this.left = new AtomicLong(bytes);
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::open);
  }

  int port() {
    return door.getLocalPort();
  }

  /// All that clients have said.
  String asked() {
    return asked.toString(StandardCharsets.US_ASCII);
  }

  private void open() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), node);
        Thread.ofVirtual().start(() -> pump(client, server, false));
        Thread.ofVirtual().start(() -> pump(server, client, true));
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /// A side that has gone is the end of both.
  private void pump(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[1 << 12];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (!answers) {
          asked.write(buffer, 0, count);
        } else if (left.getAndAdd(-count) > 0 && left.get() <= 0) {
          return;
        }
        out.write(buffer, 0, count);
      }
    } catch (IOException gone) {
      ends.add(gone);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
