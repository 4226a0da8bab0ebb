package skein.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import skein.sync.ending.Ending;
import skein.sync.exchange.Result;
import skein.sync.exchange.Session;
import skein.sync.live.LiveSide;
import skein.sync.transport.Unreachable;
import skein.testkit.sync.Copies.Copy;

/// Two ends of a live connection, with nothing between them.
class LiveSideTest {
  private static final long PATIENCE_SECONDS = 30;

  /// One end at work.
  private static final class Running {
    final Copy copy;
    final LiveSide side;
    final LinkedBlockingQueue<Result> pulls = new LinkedBlockingQueue<>();
    final CompletableFuture<String> end = new CompletableFuture<>();

    Running(LiveSide.End end, Copy copy, LiveSide.Out out, Duration stallLimit) {
      this.copy = copy;
      this.side = new LiveSide(end, copy.held(), out, pulls::add, stallLimit);
    }

    void start() {
      Thread.ofVirtual().start(this::run);
    }

    private void run() {
      try {
        side.run();
        end.complete("closed");
      } catch (Unreachable e) {
        end.complete(String.valueOf(e.getMessage()));
      }
    }

    Result pulled() throws InterruptedException {
      Result result = pulls.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(result).isNotNull();
      return result;
    }

    String ended() throws Exception {
      return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /// Both ends, joined.
  private static final class Pair implements AutoCloseable {
    final AtomicInteger nudges = new AtomicInteger();
    final Running client;
    final Running server;
    private @Nullable Running behind;

    Pair(Copy client, Copy server, LiveSide.End serverEnd) {
      this.client = new Running(LiveSide.End.CLIENT, client, this::toServer, LiveSide.STALL_LIMIT);
      this.server = new Running(serverEnd, server, this.client.side::take, LiveSide.STALL_LIMIT);
      this.behind = this.server;
      this.client.start();
      this.server.start();
    }

    private void toServer(byte[] frame) {
      if (frame[0] == 'n') {
        nudges.incrementAndGet();
      }
      if (behind != null) {
        behind.side.take(frame);
      }
    }

    @Override
    public void close() {
      client.side.close();
      server.side.close();
    }
  }

  @Test
  void bothPullOnceWhenItOpens() throws InterruptedException {
    Copies copies = new Copies(61);
    Copy one = copies.fresh();
    Copy other = copies.fresh();
    copies.create(one, 700);
    copies.create(other, 2000);
    try (Pair pair = new Pair(one, other, LiveSide.End.SERVER)) {
      assertThat(pair.client.pulled().received().integrated()).isEqualTo(2000);
      assertThat(pair.server.pulled().received().integrated()).isEqualTo(700);
    }
    Copies.assertAlike(one, other, 61);
  }

  @Test
  void whatEitherWritesArrivesAtTheOther() throws InterruptedException {
    Copies copies = new Copies(62);
    Copy one = copies.fresh();
    Copy other = copies.fresh();
    try (Pair pair = new Pair(one, other, LiveSide.End.SERVER)) {
      pair.client.pulled();
      pair.server.pulled();
      for (int i = 0; i < 50; i++) {
        boolean byClient = i % 2 == 0;
        Running writer = byClient ? pair.client : pair.server;
        Running reader = byClient ? pair.server : pair.client;
        copies.create(writer.copy, 1);
        writer.side.changed();
        assertThat(reader.pulled().received().integrated()).isEqualTo(1);
      }
    }
    Copies.assertAlike(one, other, 62);
  }

  @Test
  void manyChangesAreFewPulls() throws InterruptedException {
    Copies copies = new Copies(63);
    Copy one = copies.fresh();
    Copy other = copies.fresh();
    try (Pair pair = new Pair(one, other, LiveSide.End.SERVER)) {
      pair.client.pulled();
      pair.server.pulled();
      for (int i = 0; i < 300; i++) {
        copies.create(one, 1);
        pair.client.side.changed();
      }
      int came = 0;
      int pulls = 0;
      while (came < 300) {
        came += pair.server.pulled().received().integrated();
        pulls++;
      }
      assertThat(pair.nudges.get()).isLessThanOrEqualTo(pulls + 2);
    }
    Copies.assertAlike(one, other, 63);
  }

  @Test
  void fromAPeerThatMayOnlyReadNothingIsPulled() throws InterruptedException {
    Copies copies = new Copies(64);
    Copy reader = copies.fresh();
    Copy server = copies.fresh();
    copies.create(reader, 5);
    copies.create(server, 7);
    try (Pair pair = new Pair(reader, server, LiveSide.End.SERVER_OF_READER)) {
      assertThat(pair.client.pulled().received().integrated()).isEqualTo(7);
      pair.client.side.changed();
      copies.create(server, 1);
      pair.server.side.changed();
      assertThat(pair.client.pulled().received().integrated()).isEqualTo(1);
      assertThat(pair.server.pulls).isEmpty();
    }
    assertThat(server.replica().frontier().of(reader.replica().id())).isEmpty();
  }

  private static Running alone(LiveSide.Out out, Duration stallLimit) {
    Copies copies = new Copies(65);
    Running running = new Running(LiveSide.End.SERVER, copies.fresh(), out, stallLimit);
    running.start();
    return running;
  }

  private static byte[] frame(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whateverBreaksARuleEndsIt() throws Exception {
    List<String> ends = new ArrayList<>();
    for (String hostile :
        List.of("", "x", "n and more", "p{}\n", "sgarbage", "p" + "[".repeat(99))) {
      Running running = alone(frame -> {}, LiveSide.STALL_LIMIT);
      running.side.take(frame(hostile));
      ends.add(running.ended());
    }
    assertThat(ends).allMatch(end -> end.startsWith("the live connection ends"));
    assertThat(ends.getFirst()).endsWith("a frame has 0 bytes, not 1 to 16777217");
    assertThat(ends.get(4)).endsWith("the message has no line feed after its header");
  }

  @Test
  void aFrameBeyondTheLimitEndsIt() throws Exception {
    Running running = alone(frame -> {}, LiveSide.STALL_LIMIT);
    running.side.take(new byte[LiveSide.MAX_FRAME_BYTES + 1]);
    assertThat(running.ended()).contains("a frame has 16777218 bytes");
  }

  @Test
  void anAnswerToNoPullEndsIt() throws Exception {
    Running running = alone(frame -> {}, LiveSide.STALL_LIMIT);
    byte[] same = frame("s{\"n\":0,\"message\":\"done\"}\n");
    running.side.take(same);
    running.side.take(same);
    assertThat(running.ended()).contains("'done' came out of turn");
    assertThat(running.pulled().ending()).isInstanceOf(Ending.Failed.class);
  }

  @Test
  void whoNeverAnswersAPullIsLeft() throws Exception {
    Running running = alone(frame -> {}, Duration.ofMillis(20));
    assertThat(running.ended()).contains("left us without an answer");
  }

  @Test
  void aFloodWaitsAtTheDoor() throws Exception {
    CompletableFuture<Boolean> go = new CompletableFuture<>();
    Running running = alone(frame -> go.join(), LiveSide.STALL_LIMIT);
    AtomicInteger taken = new AtomicInteger();
    CompletableFuture<Boolean> full = new CompletableFuture<>();
    Thread flood =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 0; i < 10 * LiveSide.MAX_WAITING_FRAMES; i++) {
                    running.side.take(frame("n"));
                    if (taken.incrementAndGet() == LiveSide.MAX_WAITING_FRAMES) {
                      full.complete(true);
                    }
                  }
                });
    full.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(taken.get()).isLessThanOrEqualTo(LiveSide.MAX_WAITING_FRAMES + 1);
    running.side.close();
    flood.join();
    go.complete(true);
    assertThat(running.ended()).isEqualTo("closed");
  }

  @Test
  void aPullOverALiveConnectionIsASessionLikeAnyOther() throws Exception {
    LinkedBlockingQueue<byte[]> sent = new LinkedBlockingQueue<>();
    Running running = alone(sent::add, LiveSide.STALL_LIMIT);
    byte[] hello = sent.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(new String(hello, StandardCharsets.UTF_8))
        .startsWith("s{\"n\":0,\"message\":\"hello\"");
    Session serving = Session.serve(running.copy.replica());
    for (byte[] answer : serving.receive(java.util.Arrays.copyOfRange(hello, 1, hello.length))) {
      running.side.take(frame("s" + new String(answer, StandardCharsets.UTF_8)));
    }
    assertThat(running.pulled().ending()).isEqualTo(new Ending.Same());
    running.side.close();
  }
}
