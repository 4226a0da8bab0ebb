package skein.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import skein.core.record.Entry;
import skein.core.record.LiveRecord;
import skein.core.value.Json;
import skein.testkit.Scale;
import skein.testkit.Scale.Counts;
import skein.testkit.store.Chance;

final class LiveCodecTest {
  private static final int RECORDS = Scale.of(Counts.quick(2_000).full(50_000).longRun(1_000_000));

  /// Down to the order of an object's keys, which equality does not see.
  private static List<String> texts(LiveRecord live) {
    List<String> texts = new ArrayList<>();
    for (List<Entry> entries : live.registers().values()) {
      entries.forEach(entry -> texts.add(Arrays.toString(Json.write(entry.value()))));
    }
    return texts;
  }

  @Test
  void aRecordReadIsTheRecordWritten() {
    for (long seed = 1; seed <= RECORDS; seed++) {
      LiveRecord live = new Chance(seed).live();
      byte[] bytes = LiveCodec.write(live);
      LiveRecord again = LiveCodec.read(bytes);
      assertThat(again).as("seed %d", seed).isEqualTo(live);
      assertThat(texts(again)).as("seed %d", seed).isEqualTo(texts(live));
      assertThat(LiveCodec.write(again)).as("seed %d", seed).isEqualTo(bytes);
    }
  }

  @Test
  void aRecordOfTheFirstFormatHadNoCheckSum() {
    LiveRecord live = new Chance(3).live();
    byte[] bytes = LiveCodec.write(live);
    byte[] first = Arrays.copyOf(bytes, bytes.length - Integer.BYTES);
    first[0] = 1;
    assertThat(LiveCodec.read(first)).isEqualTo(live);
  }

  @Test
  void aRecordOfWhichABitHasTurnedIsRefused() {
    byte[] bytes = LiveCodec.write(new Chance(3).live());
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> LiveCodec.read(flipped))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aRecordThatEndsTooEarlyIsRefused() {
    byte[] bytes = LiveCodec.write(new Chance(3).live());
    for (int length = 0; length < bytes.length; length++) {
      byte[] torn = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> LiveCodec.read(torn)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
