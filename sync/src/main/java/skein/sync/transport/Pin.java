package skein.sync.transport;

import java.security.cert.X509Certificate;
import skein.core.value.Bytes;
import skein.core.value.Hashes;

/// Who a node is: SHA-256 of the public key (SubjectPublicKeyInfo) in its certificate.
public record Pin(Bytes sha256) {
  private static final int BYTES = 32;

  public Pin {
    if (sha256.length() != BYTES) {
      throw new IllegalArgumentException(
          "a pin has " + sha256.length() + " bytes, it takes " + BYTES);
    }
  }

  /// Reads 64 hex digits; `IllegalArgumentException` if it is not that.
  public static Pin parse(String hex) {
    return new Pin(Bytes.of(Hashes.parseHex(hex)));
  }

  public static Pin of(X509Certificate certificate) {
    return new Pin(Bytes.sha256(Bytes.of(certificate.getPublicKey().getEncoded())));
  }

  @Override
  public String toString() {
    return sha256.hex();
  }
}
