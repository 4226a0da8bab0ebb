package skein.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;

/// Stands between a client and a node on loopback and counts what passes, headers and all. Safe for
/// all threads.
final class Wiretap implements AutoCloseable {
  private static final int PIECE_BYTES = 1 << 16;

  private final ServerSocket door;
  private final int port;
  // Guarded by this.
  private long bytes;
  private long turns;
  private boolean answering = true;

  /// `bytes`: both ways together; `turns`: how often the client spoke after the node had: round
  /// trips.
  record Count(long bytes, long turns) {}

  Wiretap(URI node) throws IOException {
    this.door = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    this.port = node.getPort();
    Thread.ofVirtual().name("wiretap").start(this::listen);
  }

  /// The same place, by way of here.
  URI instead(URI place) {
    return URI.create("http://127.0.0.1:" + door.getLocalPort() + place.getPath());
  }

  /// What has passed since it was last asked.
  synchronized Count count() {
    Count count = new Count(bytes, turns);
    bytes = 0;
    turns = 0;
    return count;
  }

  private synchronized void count(int length, boolean answer) {
    bytes += length;
    turns += answering && !answer ? 1 : 0;
    answering = answer;
  }

  private void listen() {
    try {
      while (true) {
        Socket client = door.accept();
        Socket node = new Socket();
        node.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        client.setTcpNoDelay(true);
        node.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> pass(client, node, false));
        Thread.ofVirtual().start(() -> pass(node, client, true));
      }
    } catch (IOException e) {
      if (!door.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void pass(Socket from, Socket to, boolean answer) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] piece = new byte[PIECE_BYTES];
      for (int length = in.read(piece); length > 0; length = in.read(piece)) {
        count(length, answer);
        out.write(piece, 0, length);
      }
    } catch (SocketException e) {
      // One side has hung up: the other then gets to know it by the closing above.
      count(0, answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
