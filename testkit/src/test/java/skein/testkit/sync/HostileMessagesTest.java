package skein.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import skein.sync.ending.Ending;
import skein.sync.exchange.Result;
import skein.sync.exchange.Session;
import skein.testkit.sync.Copies.Copy;

/// Whatever bytes come, a session answers with a reason and keeps what was good.
class HostileMessagesTest {
  private static final int MUTATIONS = 20_000;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Ending.Failed failed(Result result) {
    assertThat(result.ending()).isInstanceOf(Ending.Failed.class);
    return (Ending.Failed) result.ending();
  }

  @Test
  void noMutationOfAnyMessageThrows() {
    Copies copies = new Copies(11);
    Copy from = copies.fresh();
    Copy base = copies.fresh();
    for (int i = 0; i < 12; i++) {
      copies.scribble(from);
      copies.scribble(base);
    }
    Random random = new Random(11);
    int failures = 0;
    int forged = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Copy to = copies.copied(base);
      int target = random.nextInt(8);
      int[] at = {0};
      Session serving = Session.serve(from.held(), 5);
      Result result =
          new Wire()
              .run(
                  Session.pull(to.replica()),
                  serving,
                  (fromSender, message) ->
                      List.of(at[0]++ == target ? mutated(message, random) : message));
      assertThat(result.received().remarks().size()).as("mutation %d", i).isLessThan(100);
      assertThat(to.replica().frontier().of(from.replica().id()).size()).isLessThanOrEqualTo(1);
      boolean complete = result.isComplete() && serving.result().isComplete();
      if (!complete) {
        failures++;
      }
      forged += result.received().blamesSender() ? 1 : 0;
      assertThat(from.replica().frontier().heads().keySet())
          .as("mutation %d", i)
          .doesNotContain(to.replica().id());
    }
    assertThat(failures).isGreaterThan(MUTATIONS / 2);
    assertThat(forged).isPositive();
  }

  private static byte[] mutated(byte[] message, Random random) {
    byte[] copy = message.clone();
    int at = random.nextInt(copy.length);
    return switch (random.nextInt(7)) {
      case 0 -> Arrays.copyOf(copy, at);
      case 1 -> Arrays.copyOfRange(copy, at, copy.length);
      case 2 -> spliced(copy, at, Arrays.copyOfRange(copy, random.nextInt(at + 1), at), at);
      case 3 -> spliced(copy, at, new byte[0], Math.min(copy.length, at + random.nextInt(40)));
      case 4 -> swappedDigit(copy, at);
      default -> {
        copy[at] = (byte) random.nextInt(256);
        yield copy;
      }
    };
  }

  private static byte[] spliced(byte[] bytes, int at, byte[] in, int end) {
    byte[] all = new byte[at + in.length + bytes.length - end];
    System.arraycopy(bytes, 0, all, 0, at);
    System.arraycopy(in, 0, all, at, in.length);
    System.arraycopy(bytes, end, all, at + in.length, bytes.length - end);
    return all;
  }

  private static byte[] swappedDigit(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] >= '0' && bytes[i] <= '9') {
        bytes[i] = (byte) ('0' + (bytes[i] - '0' + 1) % 10);
        return bytes;
      }
    }
    return bytes;
  }

  private static Result pullThrough(Copy from, Copy to, Wire.Meddler meddler) {
    return new Wire().run(Session.pull(to.replica()), Session.serve(from.held(), 5), meddler);
  }

  @Test
  void aForgedLineBlamesTheSenderAndTheGoodPrefixStays() {
    Copies copies = new Copies(12);
    Copy from = copies.fresh();
    Copy to = copies.fresh();
    for (int i = 0; i < 10; i++) {
      copies.create(from, 2);
    }
    Session serving = Session.serve(from.held(), 5);
    Result result =
        new Wire()
            .run(
                Session.pull(to.replica()),
                serving,
                (fromSender, message) ->
                    List.of(
                        text(message).contains("\"page\":1,")
                            ? replaceLast(message, "name 1", "name 7")
                            : message));
    Ending.Failed failed = failed(result);
    assertThat(failed.peerAtFault()).isTrue();
    assertThat(failed.reason()).contains("page 1 holds forged lines").contains("signature");
    assertThat(result.received().integrated()).isEqualTo(6 + 4);
    assertThat(failed(serving.result()).reason()).startsWith("the other side refused: page 1");
    pullThrough(from, to, Wire.HONEST);
    Copies.assertAlike(from, to, 12);
  }

  private static byte[] replaceLast(byte[] message, String old, String fresh) {
    String text = text(message);
    int at = text.lastIndexOf(old);
    return bytes(text.substring(0, at) + fresh + text.substring(at + old.length()));
  }

  @Test
  void aPageWithOtherLinesThanAnnouncedIsRefused() {
    Copies copies = new Copies(13);
    Copy from = copies.fresh();
    copies.create(from, 1);
    copies.create(from, 1);
    List<String> reasons = new ArrayList<>();
    for (String announced : List.of("\"lines\":1", "\"lines\":3", "\"lines\":5000")) {
      Wire.Meddler liar =
          (fromSender, message) -> List.of(bytes(text(message).replace("\"lines\":2", announced)));
      reasons.add(failed(pullThrough(from, copies.fresh(), liar)).reason());
    }
    assertThat(reasons)
        .containsExactly(
            "page 0: it has more lines than announced",
            "page 0: it has 2 lines, 3 were announced",
            "the page has 5000 lines, the limit is 4096");
  }

  @Test
  void linesOfAReplicaThatWasNotAskedForAreRefused() {
    Copies copies = new Copies(14);
    Copy from = copies.fresh();
    Copy known = copies.fresh();
    Copy to = copies.fresh();
    copies.create(from, 1);
    copies.create(known, 1);
    List<byte[]> pages = new ArrayList<>();
    pullThrough(
        known,
        copies.fresh(),
        (fromSender, message) -> {
          pages.add(message);
          return List.of(message);
        });
    byte[] foreign =
        pages.stream().filter(page -> text(page).contains("\"page\":0,")).findFirst().orElseThrow();
    Result result =
        pullThrough(
            from,
            to,
            (fromSender, message) ->
                List.of(text(message).contains("\"page\":0,") ? foreign : message));
    assertThat(failed(result).reason()).contains("which was not asked for");
    assertThat(to.replica().frontier().all()).isEmpty();
  }

  @Test
  void anotherSpaceIsRefused() {
    Result result = pullThrough(new Copies(15).fresh(), new Copies(16).fresh(), Wire.HONEST);
    assertThat(failed(result).reason()).startsWith("the other side refused: this is space ");
    assertThat(failed(result).peerAtFault()).isFalse();
  }

  @Test
  void anUnknownVersionIsRefused() {
    Session serving = Session.serve(new Copies(17).fresh().replica());
    List<byte[]> answers =
        serving.receive(bytes("{\"n\":0,\"message\":\"hello\",\"v\":2,\"shiny\":true}\n"));
    assertThat(answers).hasSize(1);
    assertThat(text(answers.getFirst()))
        .isEqualTo(
            "{\"n\":0,\"message\":\"refuse\",\"reason\":\"the other side speaks version 2 of the"
                + " exchange, this is 1\"}\n");
  }

  @Test
  void aMessageOutOfTurnIsRefused() {
    Session pulling = Session.pull(new Copies(18).fresh().replica());
    pulling.opening();
    pulling.receive(bytes("{\"n\":0,\"message\":\"done\"}\n"));
    assertThat(failed(pulling.result()).reason()).isEqualTo("'done' came out of turn");
    assertThat(pulling.receive(bytes("whatever"))).isEmpty();
  }
}
