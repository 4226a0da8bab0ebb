package skein.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import skein.core.history.Frontier;
import skein.sync.bundle.Bundle;
import skein.sync.ending.Ending;
import skein.sync.exchange.Result;
import skein.sync.transport.Progress;
import skein.testkit.sync.Copies.Copy;

/// A bundle carries what a pull would.
class BundleTest {
  private static byte[] written(Copy from, Frontier known, Bundle.Form form) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Bundle.write(from.held(), known, form, out);
    return out.toByteArray();
  }

  private static Result read(byte[] bundle, Copy to) throws IOException {
    return Bundle.read(new ByteArrayInputStream(bundle), to.held(), Progress.silent());
  }

  private static String reason(Result result) {
    assertThat(result.ending()).isInstanceOf(Ending.Failed.class);
    return ((Ending.Failed) result.ending()).reason();
  }

  @Test
  void aBundleBringsEverythingInEveryForm() throws IOException {
    for (Bundle.Form form : Bundle.Form.values()) {
      Copies copies = new Copies(81);
      Copy from = copies.fresh();
      Copy to = copies.fresh();
      copies.create(from, 3000);
      for (int i = 0; i < 300; i++) {
        copies.scribble(from);
      }
      byte[] bundle = written(from, Frontier.EMPTY, form);
      assertThat(Bundle.charter(new ByteArrayInputStream(bundle)).space())
          .isEqualTo(from.replica().space());
      assertThat(read(bundle, to).ending()).isEqualTo(new Ending.Complete());
      Copies.assertAlike(from, to, 81);
      assertThat(read(bundle, to).received().integrated()).isZero();
    }
  }

  @Test
  void aBundleForSomebodyHoldsOnlyWhatTheyLack() throws IOException {
    Copies copies = new Copies(82);
    Copy from = copies.fresh();
    Copy to = copies.fresh();
    copies.create(from, 50);
    read(written(from, Frontier.EMPTY, Bundle.Form.PLAIN), to);
    copies.create(from, 2);
    byte[] bundle = written(from, to.replica().frontier(), Bundle.Form.PLAIN);
    assertThat(new String(bundle, StandardCharsets.UTF_8).lines()).hasSize(1 + 2);
    assertThat(read(bundle, to).received().integrated()).isEqualTo(2);
    Copies.assertAlike(from, to, 82);
    assertThat(
            Bundle.write(
                from.held(),
                to.replica().frontier(),
                Bundle.Form.PLAIN,
                new ByteArrayOutputStream()))
        .isEqualTo(new Bundle.Written(0, 0));
  }

  @Test
  void aBundleThatIsCutAnywhereKeepsItsGoodGroupsAndSaysSo() throws IOException {
    for (Bundle.Form form : Bundle.Form.values()) {
      Copies copies = new Copies(83);
      Copy from = copies.fresh();
      for (int i = 0; i < 20; i++) {
        copies.create(from, 3);
      }
      byte[] bundle = written(from, Frontier.EMPTY, form);
      for (int cut = 0; cut < bundle.length; cut += 1 + bundle.length / 150) {
        Copy to = copies.fresh();
        Result result = read(Arrays.copyOf(bundle, cut), to);
        long came = result.received().integrated();
        assertThat(came % 3).as("cut at %d", cut).isZero();
        boolean atAnEnd = result.isComplete();
        assertThat(atAnEnd || !reason(result).isEmpty()).isTrue();
        assertThat(read(bundle, to).received().integrated()).isEqualTo((int) (60 - came));
        Copies.assertAlike(from, to, cut);
      }
    }
  }

  @Test
  void noFlippedBytesDoHarm() throws IOException {
    Copies copies = new Copies(84);
    Copy from = copies.fresh();
    for (int i = 0; i < 10; i++) {
      copies.create(from, 2);
    }
    Random random = new Random(84);
    for (Bundle.Form form : Bundle.Form.values()) {
      byte[] bundle = written(from, Frontier.EMPTY, form);
      for (int i = 0; i < 2000; i++) {
        byte[] flipped = bundle.clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        Copy to = copies.fresh();
        Result result = read(flipped, to);
        assertThat(result.received().integrated()).isBetween(0, 20);
        read(bundle, to);
        Copies.assertAlike(from, to, i);
      }
    }
  }

  @Test
  void whatIsNoBundleOrAnotherSpacesIsRefused() throws IOException {
    Copies copies = new Copies(85);
    Copy to = copies.fresh();
    byte[] foreign = written(new Copies(86).fresh(), Frontier.EMPTY, Bundle.Form.PLAIN);
    assertThat(reason(read(foreign, to))).contains("it is of space ");
    assertThat(reason(read(new byte[0], to))).endsWith("it is empty");
    assertThat(reason(read(new byte[1 << 20], to))).endsWith("line 1 has over 65536 bytes");
    assertThatThrownBy(() -> Bundle.charter(new ByteArrayInputStream(new byte[] {'{', '\n'})))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEndlessLineIsNotRead() throws IOException {
    Copies copies = new Copies(87);
    Copy to = copies.fresh();
    byte[] charter = written(to, Frontier.EMPTY, Bundle.Form.PLAIN);
    byte[] endless = Arrays.copyOf(charter, charter.length + (64 << 20));
    assertThat(reason(read(endless, to))).contains("line 2 has over ");
  }
}
