package skein.app.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Stands between clients and a node at a port of its own, and lets a test look at what goes over.
/// Safe for all threads.
public final class Relay implements AutoCloseable {
  /// Why halves ended before their time: the other half was cut, or one end hung up or was away.
  private final Queue<IOException> ends = new ConcurrentLinkedQueue<>();

  private final ServerSocket door;
  private final int node;
  private final Look look;

  /// Whose bytes they are.
  public enum Side {
    CLIENT,
    NODE
  }

  /// Sees bytes before they go on, by a thread for each side of each connection.
  public interface Look {
    /// False breaks the connection; these bytes go no further.
    boolean passes(Side from, byte[] buffer, int count);
  }

  /// Stands before the node at this port of this machine.
  public Relay(int node, Look look) throws IOException {
    this.node = node;
    this.look = look;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::open);
  }

  /// Where clients come in.
  public int port() {
    return door.getLocalPort();
  }

  private void open() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /// A node that is away is the end of the client's connection.
  private void connect(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), node)) {
      Thread answers = Thread.ofVirtual().start(() -> pump(server, client, Side.NODE));
      pump(client, server, Side.CLIENT);
      answers.join();
    } catch (IOException away) {
      ends.add(away);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A side that has gone is the end of both.
  private void pump(Socket from, Socket to, Side side) {
    byte[] buffer = new byte[1 << 12];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (!look.passes(side, buffer, count)) {
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
