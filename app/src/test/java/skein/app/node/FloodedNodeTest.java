package skein.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.app.Wiring;
import skein.app.cli.Skein;
import skein.app.view.Screen;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.sync.transport.Frames;
import skein.sync.transport.HttpTransport;

/// Peers that send far too much, or nothing at all, to a node with little memory. The node ends at
/// once when memory runs out, so that it answers afterwards says that it never did.
@Timeout(120)
@Tag("full")
final class FloodedNodeTest {
  private static final int PEERS = 12;
  private static final int SILENT = 500;

  /// Far more than the node should read of what it refuses, and its sockets hold.
  private static final int ENDLESS_BYTES = 1 << 30;

  private static final String EXCHANGE = "/s/bugs/exchange?role=push";

  /// What the whole process may take: the heap it was given, and as much again for all else.
  private static final long MOST_RESIDENT_BYTES = 2 * NodeProcess.HEAP_BYTES;

  @TempDir private Path home;
  private NodeProcess node;

  @BeforeEach
  void start() throws IOException {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Map<String, String> environment = Map.of("SKEIN_HOME", home.toString());
    Skein.run(Wiring.setting(new Screen(out, out), home, environment), "init", "-s", "bugs");
    node = NodeProcess.start(home);
  }

  @AfterEach
  void stillServesAndStaysSmall() throws Exception {
    try (NodeProcess serving = node) {
      serving.post("/s/bugs/records/ticket?id=T1", "{\"summary\":\"here\"}");
      assertThat(NodeProcess.items(serving.get("/s/bugs/records/ticket"), "records")).hasSize(1);
      long resident = serving.peakResidentBytes();
      System.out.printf("the node took %d MB at most%n", resident >> 20);
      assertThat(resident).as("the most bytes it took").isLessThan(MOST_RESIDENT_BYTES);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// An offer, and a page of `lines` after it, in one request.
  private String push(String lines) throws Exception {
    String session =
        node.send(EXCHANGE, new byte[0]).headers().firstValue(HttpTransport.SESSION).orElseThrow();
    String offer =
        "{\"n\":0,\"message\":\"offer\",\"now\":0,\"at\":[\"e\",9],\"changed\":false,"
            + "\"digest\":\"%s\",\"frontier\":[[\"%s\",9007199254740991,\"0123456789abcdef\"]]}\n"
                .formatted(Bytes.sha256(Bytes.EMPTY).hex(), ReplicaId.ofKey(new byte[32]));
    String page = "{\"n\":1,\"message\":\"page\",\"page\":0,\"last\":false,\"lines\":4096}\n";
    byte[] frames = Frames.join(List.of(bytes(offer), bytes(page + lines)));
    byte[] answer = node.send(EXCHANGE, frames, HttpTransport.SESSION, session).body();
    return new String(answer, StandardCharsets.UTF_8);
  }

  /// What pages of tiny lines, and of one line that does not end, come to; from several peers at
  /// once.
  @Test
  void linesWithoutNumberAndLinesWithoutEnd() throws Exception {
    List<String> said = new ArrayList<>();
    for (String lines : List.of("x\n".repeat(1_000_000), "x".repeat(15 << 20))) {
      List<Future<String>> answers = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < PEERS; i++) {
          answers.add(threads.submit(() -> push(lines)));
        }
      }
      for (Future<String> answer : answers) {
        said.add(answer.get());
      }
    }
    assertThat(said.subList(0, PEERS))
        .allMatch(text -> text.contains("line 1: the line has no tab"));
    assertThat(said.subList(PEERS, said.size()))
        .allMatch(text -> text.contains("does not end") || text.contains("try again later"))
        .anyMatch(text -> text.contains("does not end"));
  }

  @Test
  void aBodyThatNeverEndsIsCut() throws IOException {
    for (String path : List.of(EXCHANGE, "/s/bugs/records/ticket", "/s/bugs/join", "/nothing")) {
      try (Socket socket = request("POST " + path, "Transfer-Encoding: chunked")) {
        assertThatThrownBy(() -> writeForEver(socket)).as(path).isInstanceOf(IOException.class);
      }
    }
  }

  private static void writeForEver(Socket socket) throws IOException {
    byte[] chunk = bytes("100000\r\n" + "x".repeat(1 << 20) + "\r\n");
    for (int written = 0; written < ENDLESS_BYTES; written += 1 << 20) {
      socket.getOutputStream().write(chunk);
    }
  }

  @Test
  void peersThatSayNothing() throws Exception {
    List<Socket> silent = new ArrayList<>();
    for (int i = 0; i < SILENT; i++) {
      silent.add(new Socket(node.address().getHost(), node.address().getPort()));
      silent.add(request("POST " + EXCHANGE, "Content-Length: 30000000"));
    }
    node.get("/s/bugs");
    for (Socket socket : silent) {
      socket.close();
    }
  }

  private Socket request(String line, String header) throws IOException {
    Socket socket = new Socket(node.address().getHost(), node.address().getPort());
    String head = line + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + header + "\r\n\r\n";
    socket.getOutputStream().write(bytes(head));
    return socket;
  }
}
