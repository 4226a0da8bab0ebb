package skein.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import skein.sync.ending.Ending;
import skein.sync.exchange.Result;
import skein.sync.transport.Frames;
import skein.sync.transport.HttpCaller;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.HttpTransport;
import skein.sync.transport.Progress;
import skein.sync.transport.Pull;
import skein.sync.transport.Unreachable;
import skein.testkit.sync.Copies.Copy;

/// Servers that mean no good cost a client bounded time and memory, and get no secret.
class HostileServerTest {
  private static final HttpCaller.Patience FOR_A_BEGINNING =
      new HttpCaller.Patience(Duration.ofMillis(300), Duration.ofSeconds(60));

  private static final HttpCaller.Patience FOR_AN_END =
      new HttpCaller.Patience(Duration.ofSeconds(60), Duration.ofMillis(500));

  private final CountDownLatch over = new CountDownLatch(1);
  private final Copy copy = new Copies(91).fresh();

  private Result pull(HttpHandler handler, HttpCaller.Patience patience) {
    try (Carrier carrier = Carrier.answering(handler);
        HttpTransport transport =
            new HttpTransport(
                new HttpCaller(
                    new HttpPeer(carrier.uri(), new HttpPeer.Token("secret"), null), patience))) {
      return pulled(transport);
    }
  }

  private Result pulled(HttpTransport transport) {
    try {
      return Pull.run(transport, copy.replica(), Progress.silent());
    } finally {
      over.countDown();
    }
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertBroken(
      HttpHandler handler, HttpCaller.Patience patience) {
    return assertThatThrownBy(() -> pull(handler, patience)).isInstanceOf(Unreachable.class);
  }

  private static HttpHandler saying(int status, byte[] body) {
    return http -> {
      http.getResponseHeaders().add("Content-Type", HttpTransport.MEDIA_TYPE);
      http.getResponseHeaders().add(HttpTransport.SESSION, "always");
      http.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      http.getResponseBody().write(body);
      http.close();
    };
  }

  private static byte[] message(String text) {
    return Frames.join(List.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aRedirectIsToldAndNeverFollowed() {
    AtomicInteger elsewhere = new AtomicInteger();
    try (Carrier other =
        Carrier.answering(
            http -> {
              elsewhere.incrementAndGet();
              http.close();
            })) {
      for (int status : List.of(301, 302, 303, 307, 308)) {
        assertBroken(
                http -> {
                  http.getResponseHeaders().add("Location", other.uri() + "\u0007");
                  http.sendResponseHeaders(status, -1);
                  http.close();
                },
                HttpCaller.Patience.USUAL)
            .hasMessageContaining("which is not followed")
            .hasMessageNotContaining("\u0007");
      }
    }
    assertThat(elsewhere.get()).isZero();
  }

  @Test
  void anAnswerThatNeverEndsIsCutAtItsLimit() {
    assertBroken(
            http -> {
              http.getResponseHeaders().add("Content-Type", HttpTransport.MEDIA_TYPE);
              http.sendResponseHeaders(200, 0);
              endless(http);
            },
            HttpCaller.Patience.USUAL)
        .hasMessageContaining("the connection broke");
  }

  private static void endless(HttpExchange http) throws IOException {
    byte[] some = new byte[1 << 20];
    while (true) {
      http.getResponseBody().write(some);
    }
  }

  @Test
  void whoNeverAnswersIsLeft() {
    assertBroken(this::await, FOR_A_BEGINNING).hasMessageContaining("does not answer in time");
  }

  private void await(HttpExchange http) {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.close();
  }

  @Test
  void anAnswerThatDripsIsCutAtItsTime() {
    assertBroken(
            http -> {
              http.getResponseHeaders().add("Content-Type", HttpTransport.MEDIA_TYPE);
              http.sendResponseHeaders(200, 1000);
              http.getResponseBody().write(0);
              http.getResponseBody().flush();
              await(http);
            },
            FOR_AN_END)
        .hasMessageContaining("took over");
  }

  @Test
  void garbageIsToldAsSuch() {
    assertBroken(saying(200, new byte[] {1, 2, 3}), HttpCaller.Patience.USUAL)
        .hasMessageContaining("its answer is garbled");
    assertBroken(saying(200, ByteBuffer.allocate(4).putInt(-5).array()), HttpCaller.Patience.USUAL)
        .hasMessageContaining("its answer is garbled");
    Result result = pull(saying(200, message("garbage\n")), HttpCaller.Patience.USUAL);
    assertThat(result.ending()).isInstanceOf(Ending.Failed.class);
  }

  @Test
  void aServerThatSaysNothingForEverIsACutSession() {
    Result result = pull(saying(200, new byte[0]), HttpCaller.Patience.USUAL);
    assertThat(result.ending()).isEqualTo(new Ending.Open());
  }

  @Test
  void aPageThatNobodyAskedForIsRefused() {
    Result result =
        pull(
            saying(
                200,
                message("{\"n\":0,\"message\":\"page\",\"page\":0,\"last\":false,\"lines\":0}\n")),
            HttpCaller.Patience.USUAL);
    assertThat(result.ending()).isEqualTo(new Ending.Failed("'page' came out of turn", true));
  }

  @Test
  void anotherMediaTypeIsNoNode() {
    assertBroken(
            http -> {
              http.getResponseHeaders().add("Content-Type", "text/html");
              http.sendResponseHeaders(200, -1);
              http.close();
            },
            HttpCaller.Patience.USUAL)
        .hasMessageContaining("no node answers there; its answer is text/html");
  }

  @Test
  void whatAProblemTellsIsShownWithoutWhatSteersATerminal() {
    byte[] problem =
        "{\"status\":403,\"detail\":\"not \\u001b[31myou\"}".getBytes(StandardCharsets.UTF_8);
    assertBroken(saying(403, problem), HttpCaller.Patience.USUAL)
        .hasMessageContaining("it does not let us in (not  [31myou)");
  }
}
