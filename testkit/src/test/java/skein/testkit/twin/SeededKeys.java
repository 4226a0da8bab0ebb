package skein.testkit.twin;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import skein.core.replica.Signer;
import skein.core.replica.Verifier;
import skein.core.value.Bytes;

/// Ed25519 by the JDK, with key pairs that are handed in. Confined to one thread.
final class SeededKeys implements Signer, Verifier {
  private static final String PUBLIC_PREFIX = "302a300506032b6570032100";
  private static final String SECRET_PREFIX = "302e020100300506032b657004220420";
  private final Map<Bytes, Bytes> publicKeys = new HashMap<>();

  /// Takes a pair, 32 bytes each.
  void add(Bytes secret, Bytes key) {
    publicKeys.put(secret, key);
  }

  /// One that was handed in: whoever takes a fresh identity is given another afterwards.
  @Override
  public Bytes freshSecret() {
    return publicKeys.keySet().iterator().next();
  }

  @Override
  public Bytes publicKey(Bytes secret) {
    return publicKeys.getOrDefault(secret, Bytes.EMPTY);
  }

  @Override
  public Bytes sign(Bytes secret, Bytes message) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new PKCS8EncodedKeySpec(der(SECRET_PREFIX, secret))));
      signer.update(message.toArray());
      return Bytes.of(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  @Override
  public boolean verify(Bytes key, Bytes message, Bytes signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new X509EncodedKeySpec(der(PUBLIC_PREFIX, key))));
      verifier.update(message.toArray());
      return verifier.verify(signature.toArray());
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  private static byte[] der(String prefix, Bytes raw) {
    return HexFormat.of().parseHex(prefix + raw.hex());
  }
}
