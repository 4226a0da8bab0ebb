package skein.app.apps;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import skein.core.value.Bytes;

/// Says what a browser or a tool would say, down to the byte, on a connection of its own.
final class Wire {
  private static final int TIMEOUT_MILLIS = 40_000;

  private Wire() {}

  /// What is asked. `headers`: names and values in turn.
  record Ask(String method, String target, Bytes body, List<String> headers) {
    Ask {
      headers = List.copyOf(headers);
    }

    String head() {
      StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
      for (int i = 0; i < headers.size(); i += 2) {
        head.append(headers.get(i)).append(": ").append(headers.get(i + 1)).append("\r\n");
      }
      boolean said = head.toString().toLowerCase(Locale.ROOT).contains("content-length:");
      boolean bodied = body.length() > 0 || method.equals("PUT") || method.equals("POST");
      if (bodied && !said) {
        head.append("Content-Length: ").append(body.length()).append("\r\n");
      }
      return head.append("Connection: close\r\n\r\n").toString();
    }
  }

  static Reply send(int port, Ask ask) {
    try (Socket socket = open(port, ask)) {
      InputStream in = socket.getInputStream();
      Map<String, String> headers = new LinkedHashMap<>();
      int status = Integer.parseInt(line(in).split(" ", -1)[1]);
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      boolean none = ask.method.equals("HEAD") || status == 204 || status == 304;
      byte[] body = none ? new byte[0] : body(in, headers);
      return new Reply(status, headers, Bytes.of(body));
    } catch (IOException e) {
      throw new UncheckedIOException(ask.method + " " + ask.target, e);
    }
  }

  /// Sends it; what is answered can be read from the socket, which the caller closes.
  static Socket open(int port, Ask ask) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ask.head().getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(ask.body.toArray());
    socket.getOutputStream().write(out.toByteArray());
    return socket;
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").contains("chunked")) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      for (byte[] piece = chunk(in); piece.length > 0; piece = chunk(in)) {
        whole.writeBytes(piece);
      }
      return whole.toByteArray();
    }
    String length = headers.get("content-length");
    return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
  }

  static byte[] chunk(InputStream in) throws IOException {
    byte[] piece = in.readNBytes(Integer.parseInt(line(in).strip(), 16));
    line(in);
    return piece;
  }

  static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int letter = in.read(); letter >= 0 && letter != '\n'; letter = in.read()) {
      if (letter != '\r') {
        line.write(letter);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
