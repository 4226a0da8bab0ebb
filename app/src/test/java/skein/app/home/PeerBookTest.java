package skein.app.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import skein.app.home.Meeting.Since;
import skein.app.home.PeerBook.Account;
import skein.app.home.PeerBook.InStep;
import skein.app.home.PeerBook.Moved;
import skein.app.home.PeerBook.Standing;
import skein.core.replica.Remark;
import skein.core.value.ReplicaId;

final class PeerBookTest {
  private static final ReplicaId REPLICA = ReplicaId.of(new byte[16]);

  private static Remark remark(long seq) {
    return new Remark(Remark.Kind.HELD, REPLICA, seq, "dated more than a day ahead");
  }

  private static Account account(List<Remark> remarks) {
    return new Account(
        "2026-11-21T10:00:00Z",
        new Moved(3, 4),
        "there is no folder",
        remarks,
        new Since("epoch", 12),
        new Account.At(Standing.IN_STEP, "ab", new InStep("2026-11-20T10:00:00Z", "ab")));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    PeerBook book =
        PeerBook.EMPTY.with("hub", account(List.of(remark(7)))).with("new", Account.NONE);
    assertThat(PeerBook.parse(book.json())).isEqualTo(book);
  }

  @Test
  void onlyTheLatestRemarksAreKept() {
    List<Remark> many = LongStream.rangeClosed(1, 50).mapToObj(PeerBookTest::remark).toList();
    assertThat(account(many).remarks()).hasSize(PeerBook.MOST_REMARKS).endsWith(remark(50));
  }

  @Test
  void whatIsChangedHereMakesAReplicaThatWasInStepAhead() {
    assertThat(account(List.of()).standing("ab")).isEqualTo(Standing.IN_STEP);
    assertThat(account(List.of()).standing("cd")).isEqualTo(Standing.AHEAD);
    assertThat(Account.NONE.standing("cd")).isEqualTo(Standing.UNKNOWN);
  }

  @Test
  void aFileOfALaterFormatIsRefused() {
    byte[] later = "{\"v\":2,\"peers\":{}}\n".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> PeerBook.parse(later)).hasMessage("its v is not 1");
  }
}
