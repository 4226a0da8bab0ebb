package skein.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import skein.sync.ending.Ending;
import skein.sync.exchange.Session;
import skein.sync.transport.Answer;
import skein.sync.transport.Direction;
import skein.sync.transport.Frames;
import skein.sync.transport.Sittings;
import skein.testkit.sync.Copies.Copy;

/// What the node's half makes of peers, whatever they send.
class SittingsTest {
  private final Copies copies = new Copies(51);
  private final Copy copy = copies.fresh();
  private long millis = 1_000_000;
  private final Sittings sittings = new Sittings(() -> millis);

  SittingsTest() {
    copies.create(copy, 3);
  }

  private Answer post(@Nullable String session, String who, List<byte[]> messages) {
    return sittings.post(session, Direction.PULL, copy.held(), who, Frames.join(messages));
  }

  private List<byte[]> hello() {
    return Session.pull(copies.fresh().replica()).opening();
  }

  private String opened(String who) {
    Answer answer = post(null, who, hello());
    assertThat(answer).isInstanceOf(Answer.Going.class);
    return ((Answer.Going) answer).session();
  }

  private static void assertRefused(Answer answer, Answer.Fault fault) {
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    assertThat(((Answer.Refused) answer).fault()).isEqualTo(fault);
  }

  @Test
  void aSessionIsForWhomItWasOpened() {
    String session = opened("one");
    assertRefused(post(session, "another", List.of()), Answer.Fault.UNKNOWN);
    assertRefused(
        sittings.post(session, Direction.PUSH, copy.held(), "one", new byte[0]),
        Answer.Fault.UNKNOWN);
    assertRefused(post("made up", "one", List.of()), Answer.Fault.UNKNOWN);
    assertThat(post(session, "one", List.of())).isInstanceOf(Answer.Going.class);
  }

  @Test
  void whoFallsSilentIsForgotten() {
    String session = opened("one");
    millis += Sittings.IDLE_LIMIT.toMillis();
    assertThat(post(session, "one", List.of())).isInstanceOf(Answer.Going.class);
    millis += Sittings.IDLE_LIMIT.toMillis() + 1;
    assertRefused(post(session, "one", List.of()), Answer.Fault.UNKNOWN);
    assertThat(sittings.size()).isZero();
  }

  @Test
  void oneMoreOfAPeerDropsItsOldestAndNobodyElses() {
    String others = opened("another");
    String first = opened("one");
    String second = opened("one");
    assertThat(post(first, "one", List.of())).isInstanceOf(Answer.Going.class);
    for (int i = 1; i < Sittings.MAX_SESSIONS_OF_PEER; i++) {
      opened("one");
    }
    assertThat(sittings.size()).isEqualTo(Sittings.MAX_SESSIONS_OF_PEER + 1);
    assertRefused(post(second, "one", List.of()), Answer.Fault.UNKNOWN);
    assertThat(post(first, "one", List.of())).isInstanceOf(Answer.Going.class);
    assertThat(post(others, "another", List.of())).isInstanceOf(Answer.Going.class);
  }

  @Test
  void noMoreThanTheLimitAreOpenAndTheyAreTakenAgainLater() {
    for (int i = 0; i < Sittings.MAX_SESSIONS; i++) {
      opened("peer " + i);
    }
    assertRefused(post(null, "late", hello()), Answer.Fault.BUSY);
    millis += Sittings.IDLE_LIMIT.toMillis() + 1;
    opened("late");
    assertThat(sittings.size()).isEqualTo(1);
  }

  @Test
  void aBodyThatIsNoRowOfMessagesEndsTheSession() {
    List<byte[]> bodies = new ArrayList<>();
    bodies.add(new byte[] {0});
    bodies.add(new byte[] {0, 0, 0, 2, 65});
    bodies.add(new byte[] {-1, 0, 0, 0});
    bodies.add(ByteBuffer.allocate(8).putInt(Integer.MAX_VALUE).array());
    bodies.add(Frames.join(Collections.nCopies(Frames.MAX_MESSAGES + 1, new byte[0])));
    for (byte[] body : bodies) {
      String session = opened("one");
      assertRefused(
          sittings.post(session, Direction.PULL, copy.held(), "one", body), Answer.Fault.GARBLED);
      assertThat(sittings.size()).isZero();
    }
    assertRefused(
        sittings.post(null, Direction.PULL, copy.held(), "one", new byte[Frames.MAX_BYTES + 1]),
        Answer.Fault.TOO_LARGE);
  }

  @Test
  void garbageIsAnsweredWithAReasonAndEndsTheSession() {
    Answer answer = post(null, "one", List.of(new byte[] {1, 2, 3}, new byte[0]));
    assertThat(answer).isInstanceOf(Answer.Over.class);
    Answer.Over over = (Answer.Over) answer;
    assertThat(over.result().ending())
        .isEqualTo(new Ending.Failed("the message has no line feed after its header", true));
    assertThat(over.messages()).hasSize(1);
    assertThat(sittings.size()).isZero();
  }

  @Test
  void whoSaysNothingWhileItIsTheirTurnGetsNothing() {
    Answer answer = post(null, "one", List.of());
    assertThat(((Answer.Going) answer).messages()).isEmpty();
    Answer push = sittings.post(null, Direction.PUSH, copy.held(), "one", new byte[0]);
    assertThat(((Answer.Going) push).messages()).hasSize(1);
  }
}
