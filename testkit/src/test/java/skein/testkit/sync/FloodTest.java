package skein.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.sync.ending.Ending;
import skein.sync.exchange.Session;
import skein.sync.transport.Answer;
import skein.sync.transport.Direction;
import skein.sync.transport.Frames;
import skein.sync.transport.Sittings;
import skein.testkit.sync.Copies.Copy;

/// A peer that pushes what no replica wrote gets a reason, and nothing of it is kept.
class FloodTest {
  private static final ReplicaId NOBODY = ReplicaId.ofKey(new byte[32]);

  private final Copy copy = new Copies(95).fresh();
  private final Sittings sittings = new Sittings(() -> 0);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// What becomes of one page that holds `lines`, after an offer that promises them.
  private Ending pushed(int count, String lines) {
    Answer opened = sittings.post(null, Direction.PUSH, copy.held(), "one", new byte[0]);
    assertThat(opened).isInstanceOf(Answer.Going.class);
    String offer =
        "{\"n\":0,\"message\":\"offer\",\"now\":0,\"at\":[\"e\",9],\"changed\":false,"
            + "\"digest\":\"%s\",".formatted(Bytes.sha256(Bytes.EMPTY).hex())
            + "\"frontier\":[[\"%s\",9007199254740991,\"0123456789abcdef\"]]}\n".formatted(NOBODY);
    String page =
        "{\"n\":1,\"message\":\"page\",\"page\":0,\"last\":false,\"lines\":" + count + "}\n";
    byte[] frames = Frames.join(List.of(bytes(offer), bytes(page + lines)));
    String session = ((Answer.Going) opened).session();
    Answer answer = sittings.post(session, Direction.PUSH, copy.held(), "one", frames);
    assertThat(answer).isInstanceOf(Answer.Over.class);
    assertThat(sittings.size()).isZero();
    assertThat(copy.replica().frontier().all()).isEmpty();
    return ((Answer.Over) answer).result().ending();
  }

  private static Ending.Failed fault(String reason) {
    return new Ending.Failed(reason, true);
  }

  @Test
  void aMillionTinyLinesAreAnsweredAtTheFirst() {
    assertThat(pushed(1_000_000, "x\n".repeat(1_000_000)))
        .isEqualTo(fault("the page has 1000000 lines, the limit is 4096"));
    assertThat(pushed(4096, "x\n".repeat(1_000_000)))
        .isEqualTo(fault("page 0: line 1: the line has no tab between header and body"));
  }

  @Test
  void anEndlessLineIsNoLine() {
    assertThat(pushed(1, "x".repeat(15 << 20)))
        .isEqualTo(fault("page 0: its last line does not end"));
    assertThat(pushed(1, "x".repeat(17 << 20)).toString()).contains("the limit is 16777216");
  }

  @Test
  void aMessageThatIsAllHeaderIsRefused() {
    Answer opened = sittings.post(null, Direction.PUSH, copy.held(), "one", new byte[0]);
    String session = ((Answer.Going) opened).session();
    byte[] deep = bytes("[".repeat(5 << 20) + "\n");
    Answer answer =
        sittings.post(session, Direction.PUSH, copy.held(), "one", Frames.join(List.of(deep)));
    assertThat(((Answer.Over) answer).result().ending().toString())
        .contains("the limit is 4194304");
    byte[] nested = bytes("[".repeat(1 << 20) + "\n");
    Session pulling = Session.pull(copy.replica());
    pulling.opening();
    pulling.receive(nested);
    assertThat(pulling.result().ending()).isInstanceOf(Ending.Failed.class);
  }

  @Test
  void linesThatNobodySignedAreDroppedWithTheirSender() {
    String line =
        "{\"replica\":\"%s\",\"seq\":1,\"key\":\"%s\",\"sig\":\"%s\"}\t{}\n"
            .formatted(
                NOBODY, Bytes.of(new byte[32]).base64url(), Bytes.of(new byte[64]).base64url());
    Ending ending = pushed(1, line);
    assertThat(ending.toString()).contains("page 0 holds forged lines");
  }
}
