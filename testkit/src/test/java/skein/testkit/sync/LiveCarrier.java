package skein.testkit.sync;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import skein.sync.exchange.Held;
import skein.sync.exchange.Result;
import skein.sync.live.LiveSide;
import skein.sync.transport.Unreachable;

/// A little WebSocket server (RFC 6455) on this machine's own address, with a live side behind each
/// connection.
final class LiveCarrier implements AutoCloseable {
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  final LinkedBlockingQueue<Result> pulls = new LinkedBlockingQueue<>();
  final LinkedBlockingQueue<String> heads = new LinkedBlockingQueue<>();
  private final ServerSocket door;
  private final Held held;
  private final Set<Wired> open = new HashSet<>();

  LiveCarrier(Held held) throws IOException {
    this.held = held;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort() + "/s/space");
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket socket = door.accept();
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (Wired wired = new Wired(socket)) {
      wired.shakeHands();
      add(wired);
      Thread worker = Thread.ofVirtual().start(wired::work);
      wired.read();
      wired.side.close();
      worker.join();
    } catch (IOException | InterruptedException e) {
      heads.add("broken: " + e.getMessage());
    }
  }

  private synchronized void add(Wired wired) {
    open.add(wired);
  }

  /// Tells all ends that the replica has changed.
  synchronized void changed() {
    open.forEach(wired -> wired.side.changed());
  }

  /// Breaks all connections; new ones are taken.
  synchronized void hangUp() throws IOException {
    for (Wired wired : open) {
      wired.socket.close();
    }
    open.clear();
  }

  @Override
  public void close() throws IOException {
    door.close();
    hangUp();
  }

  /// One connection.
  private final class Wired implements AutoCloseable {
    final Socket socket;
    final LiveSide side =
        new LiveSide(LiveSide.End.SERVER, held, frame -> write(BINARY, frame), pulls::add);
    private final DataInputStream in;
    private final DataOutputStream out;

    Wired(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new DataInputStream(socket.getInputStream());
      this.out = new DataOutputStream(socket.getOutputStream());
    }

    void work() {
      try {
        side.run();
      } catch (Unreachable e) {
        heads.add("ended: " + e.getMessage());
      }
    }

    void shakeHands() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.readUnsignedByte());
      }
      heads.add(head.toString());
      String key =
          head.toString()
              .lines()
              .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key: "))
              .map(line -> line.substring(line.indexOf(' ') + 1))
              .findFirst()
              .orElseThrow(() -> new IOException("no key"));
      String answer =
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + accepted(key)
              + "\r\n\r\n";
      out.write(answer.getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    private String accepted(String key) throws IOException {
      try {
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        byte[] hash = sha1.digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(hash);
      } catch (GeneralSecurityException e) {
        throw new IOException(e);
      }
    }

    void read() throws IOException {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      for (int first = in.readUnsignedByte(); ; first = in.readUnsignedByte()) {
        byte[] part = part();
        switch (first & 15) {
          case CLOSE -> {
            write(CLOSE, part);
            return;
          }
          case PING -> write(PONG, part);
          case PONG -> heads.add("pong");
          default -> {
            whole.writeBytes(part);
            if ((first & 128) != 0) {
              side.take(whole.toByteArray());
              whole.reset();
            }
          }
        }
      }
    }

    private byte[] part() throws IOException {
      int length = in.readUnsignedByte() & 127;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = (int) in.readLong();
      }
      byte[] mask = in.readNBytes(4);
      byte[] part = in.readNBytes(length);
      for (int i = 0; i < part.length; i++) {
        part[i] ^= mask[i % 4];
      }
      return part;
    }

    synchronized void write(int what, byte[] content) {
      try {
        out.write(128 | what);
        if (content.length < 126) {
          out.write(content.length);
        } else if (content.length < 1 << 16) {
          out.write(126);
          out.writeShort(content.length);
        } else {
          out.write(127);
          out.writeLong(content.length);
        }
        out.write(content);
        out.flush();
      } catch (IOException e) {
        throw new Unreachable("the test's connection broke", e);
      }
    }

    @Override
    public void close() throws IOException {
      side.close();
      socket.close();
    }
  }
}
