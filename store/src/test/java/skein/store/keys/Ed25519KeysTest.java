package skein.store.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import skein.core.value.Bytes;

final class Ed25519KeysTest {
  private final Ed25519Keys keys = new Ed25519Keys();

  private static Bytes hex(String text) {
    return Bytes.of(HexFormat.of().parseHex(text));
  }

  /// RFC 8032, section 7.1, test 2.
  @Test
  void itSignsAsTheStandardDoes() {
    Bytes secret = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    Bytes key = hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    Bytes message = hex("72");
    Bytes signature = keys.sign(secret, message);
    assertThat(keys.publicKey(secret)).isEqualTo(key);
    assertThat(signature.hex()).startsWith("92a009a9f0d4cab8720e820b5f642540");
    assertThat(keys.verify(key, message, signature)).isTrue();
    assertThat(keys.verify(key, hex("73"), signature)).isFalse();
  }

  @Test
  void whatIsMalformedIsNotVerified() {
    Bytes key = keys.publicKey(keys.freshSecret());
    assertThat(keys.verify(key, Bytes.EMPTY, Bytes.EMPTY)).isFalse();
    assertThat(keys.verify(Bytes.EMPTY, Bytes.EMPTY, Bytes.of(new byte[64]))).isFalse();
  }

  @Test
  void freshSecretsDiffer() {
    assertThat(keys.freshSecret()).isNotEqualTo(keys.freshSecret());
  }
}
