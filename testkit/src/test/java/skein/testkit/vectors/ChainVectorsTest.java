package skein.testkit.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import skein.core.history.Chain;
import skein.core.history.Charter;
import skein.core.history.Grant;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.core.value.Value;

final class ChainVectorsTest {
  private final Ed25519 verifier = new Ed25519();

  @TestFactory
  Stream<DynamicTest> everyChainHasItsHashes() {
    return Vectors.tests("chain.json", this::check);
  }

  @TestFactory
  Stream<DynamicTest> everySignatureIsJudged() {
    return Vectors.tests(
        "signatures.json",
        vector ->
            assertThat(
                    verifier.verify(
                        vector.hex("key"), vector.hex("message"), vector.hex("signature")))
                .isEqualTo(vector.bool("valid")));
  }

  private void check(Vectors.Case vector) {
    Charter charter = Charter.parse(Bytes.ofText(vector.text("charter")));
    assertThat(charter.space()).hasToString(vector.text("space"));
    Bytes key = Bytes.parse(vector.text("key"));
    ReplicaId replica = ReplicaId.ofKey(key.toArray());
    assertThat(replica).hasToString(vector.text("replica"));
    Chain place = Chain.start(charter.space(), replica, grantBytes(vector, charter));
    List<String> hashes = vector.texts("hashes");
    assertThat(place.hash().hex()).isEqualTo(hashes.getFirst());
    List<String> bodies = vector.texts("bodies");
    for (int i = 0; i < bodies.size(); i++) {
      place = place.next(Bytes.ofText(bodies.get(i)));
      assertThat(place.hash().hex()).isEqualTo(hashes.get(i + 1));
      assertThat(place.mark()).hasToString(vector.texts("marks").get(i + 1));
      Bytes message = place.message(charter.space());
      assertThat(message.hex()).isEqualTo(vector.texts("messages").get(i));
      assertThat(verifier.verify(key, message, Bytes.parse(vector.texts("signatures").get(i))))
          .isTrue();
    }
  }

  private Bytes grantBytes(Vectors.Case vector, Charter charter) {
    if (!(vector.at("grant") instanceof Value.Obj obj)) {
      return Bytes.EMPTY;
    }
    Grant grant = Grant.parse(obj);
    assertThat(grant.json()).isEqualTo(Bytes.ofText(vector.text("grantBytes")));
    assertThat(verifier.verify(charter.owner(), grant.message(), grant.signature())).isTrue();
    return grant.json();
  }
}
