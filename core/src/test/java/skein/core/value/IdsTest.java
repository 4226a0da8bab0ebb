package skein.core.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Ids, times and hashes each have exactly one text.
final class IdsTest {
  private static final long SEED = 11;

  static List<Vectors.Case> charter() {
    return Vectors.cases("ids.json", "charter");
  }

  static List<Vectors.Case> key() {
    return Vectors.cases("ids.json", "key");
  }

  static List<Vectors.Case> space() {
    return Vectors.cases("ids.json", "space");
  }

  static List<Vectors.Case> replica() {
    return Vectors.cases("ids.json", "replica");
  }

  static List<Vectors.Case> time() {
    return Vectors.cases("ids.json", "time");
  }

  static List<Vectors.Case> timeOrder() {
    return Vectors.cases("ids.json", "timeOrder");
  }

  static List<Vectors.Case> timeNext() {
    return Vectors.cases("ids.json", "timeNext");
  }

  static List<Vectors.Case> valueHash() {
    return Vectors.cases("ids.json", "valueHash");
  }

  static List<Vectors.Case> base64url() {
    return Vectors.cases("ids.json", "base64url");
  }

  static List<Vectors.Case> hex() {
    return Vectors.cases("ids.json", "hex");
  }

  @ParameterizedTest
  @MethodSource("charter")
  void aCharterMakesItsSpaceId(Vectors.Case one) {
    assertThat(SpaceId.ofCharter(one.bytes("hex"))).hasToString(one.text("text"));
  }

  @ParameterizedTest
  @MethodSource("key")
  void aKeyMakesItsReplicaId(Vectors.Case one) {
    assertThat(ReplicaId.ofKey(one.bytes("hex"))).hasToString(one.text("text"));
  }

  @ParameterizedTest
  @MethodSource("space")
  void aSpaceIdHasOneText(Vectors.Case one) {
    oneText(one, text -> SpaceId.parse(text).bytes(), bytes -> SpaceId.of(bytes).toString());
  }

  @ParameterizedTest
  @MethodSource("replica")
  void aReplicaIdHasOneText(Vectors.Case one) {
    oneText(one, text -> ReplicaId.parse(text).bytes(), bytes -> ReplicaId.of(bytes).toString());
  }

  @ParameterizedTest
  @MethodSource("base64url")
  void bytesHaveOneBase64urlText(Vectors.Case one) {
    oneText(one, Hashes::parseBase64url, Hashes::base64url);
  }

  @ParameterizedTest
  @MethodSource("hex")
  void bytesHaveOneHexText(Vectors.Case one) {
    oneText(one, Hashes::parseHex, Hashes::hex);
  }

  @ParameterizedTest
  @MethodSource("time")
  void aTimeHasOneText(Vectors.Case one) {
    if (one.flag("accept")) {
      var time = new Time(one.integer("millis"), (int) one.integer("count"));
      assertThat(Time.parse(one.text("text"))).isEqualTo(time);
      assertThat(time).hasToString(one.text("text"));
    } else {
      assertThatIllegalArgumentException().isThrownBy(() -> Time.parse(one.text("text")));
    }
  }

  @ParameterizedTest
  @MethodSource("timeOrder")
  void timesAreOrderedByMillisecondThenCount(Vectors.Case one) {
    var earlier = Time.parse(one.text("text"));
    var later = Time.parse(one.text("then"));
    assertThat(earlier).isLessThan(later).isEqualByComparingTo(earlier);
    assertThat(later).isGreaterThan(earlier);
  }

  @ParameterizedTest
  @MethodSource("timeNext")
  void theNextTimeIsTheLeastLaterOne(Vectors.Case one) {
    assertThat(Time.parse(one.text("text")).next()).hasToString(one.text("then"));
  }

  @Test
  void thereIsNoTimeOutsideTenThousandYears() {
    var last = Time.parse("9999-12-31T23:59:59.999Z/999999999");
    assertThatIllegalArgumentException().isThrownBy(last::next);
    assertThatIllegalArgumentException().isThrownBy(() -> new Time(Long.MIN_VALUE, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Time(0, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Time(0, 1_000_000_000));
  }

  @ParameterizedTest
  @MethodSource("valueHash")
  void equalValuesHaveOneHash(Vectors.Case one) {
    byte[] hash = Hashes.valueHash(Json.parse(one.text("json").getBytes(UTF_8)));
    assertThat(Hashes.base64url(hash)).isEqualTo(one.text("text"));
    assertThat("%016x".formatted(Hashes.mark(hash))).isEqualTo(one.text("mark"));
  }

  @Test
  void aHashOfPartsIsThatOfTheWhole() {
    byte[] whole = "one two three".getBytes(UTF_8);
    byte[] expected = Hashes.sha256(whole);
    assertThat(Hashes.sha256("one".getBytes(UTF_8), " two three".getBytes(UTF_8)))
        .isEqualTo(expected);
    assertThatIllegalArgumentException().isThrownBy(() -> Hashes.mark(new byte[7]));
  }

  @Test
  void idsCompareByUnsignedBytesAndComeBackFromTheirTexts() {
    var random = new Random(SEED);
    byte[] last = new byte[SpaceId.BYTES];
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = last.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      compareLikeBytes(SpaceId.of(bytes), SpaceId.of(last), bytes, last);
      byte[] one = Arrays.copyOf(bytes, ReplicaId.BYTES);
      byte[] other = Arrays.copyOf(last, ReplicaId.BYTES);
      compareLikeBytes(ReplicaId.of(one), ReplicaId.of(other), one, other);
      assertThat(ReplicaId.parse(ReplicaId.of(one).toString()).bytes()).isEqualTo(one);
      last = bytes;
    }
  }

  @Test
  void anIdHasAsManyBytesAsItShould() {
    assertThatIllegalArgumentException().isThrownBy(() -> SpaceId.of(new byte[19]));
    assertThatIllegalArgumentException().isThrownBy(() -> ReplicaId.of(new byte[17]));
  }

  @Test
  void anIdDoesNotChangeWithTheBytesItWasMadeFrom() {
    byte[] bytes = new byte[SpaceId.BYTES];
    var id = SpaceId.of(bytes);
    bytes[0] = 1;
    id.bytes()[1] = 1;
    assertThat(id).isEqualTo(SpaceId.of(new byte[SpaceId.BYTES]));
  }

  private static <T extends Comparable<T>> void compareLikeBytes(
      T one, T other, byte[] oneBytes, byte[] otherBytes) {
    int expected = Integer.signum(Arrays.compareUnsigned(oneBytes, otherBytes));
    assertThat(Integer.signum(one.compareTo(other))).as("seed %d", SEED).isEqualTo(expected);
    assertThat(one.equals(other)).isEqualTo(expected == 0);
    if (expected == 0) {
      assertThat(one).hasSameHashCodeAs(other);
    }
  }

  private static void oneText(
      Vectors.Case one, Function<String, byte[]> parse, Function<byte[], String> print) {
    String text = one.text("text");
    if (one.flag("accept")) {
      assertThat(parse.apply(text)).isEqualTo(one.bytes("hex"));
      assertThat(print.apply(one.bytes("hex"))).isEqualTo(text);
    } else {
      assertThatIllegalArgumentException().isThrownBy(() -> parse.apply(text));
    }
  }
}
