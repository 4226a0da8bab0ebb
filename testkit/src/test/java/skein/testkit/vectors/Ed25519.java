package skein.testkit.vectors;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import skein.core.replica.Verifier;
import skein.core.value.Bytes;

/// Checks signatures with what the JDK brings, so that the vectors need no other library.
final class Ed25519 implements Verifier {
  private static final String KEY_PREFIX = "302a300506032b6570032100";

  @Override
  public boolean verify(Bytes key, Bytes message, Bytes signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      byte[] encoded = HexFormat.of().parseHex(KEY_PREFIX + key.hex());
      verifier.initVerify(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      verifier.update(message.toArray());
      return verifier.verify(signature.toArray());
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }
}
