package skein.store.keys;

import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import skein.core.replica.Signer;
import skein.core.replica.Verifier;
import skein.core.value.Bytes;

/// Ed25519 (RFC 8032, pure) by Bouncy Castle's lightweight API. Secrets are 32 bytes of the
/// system's randomness. Safe for all threads.
public final class Ed25519Keys implements Signer, Verifier {
  private final SecureRandom random = new SecureRandom();

  /// Keys from the system's source of randomness.
  public Ed25519Keys() {}

  @Override
  public Bytes freshSecret() {
    byte[] secret = new byte[Ed25519.SECRET_KEY_SIZE];
    Ed25519.generatePrivateKey(random, secret);
    return Bytes.of(secret);
  }

  /// The public key; `IllegalArgumentException` unless the secret has 32 bytes.
  @Override
  public Bytes publicKey(Bytes secret) {
    byte[] key = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(checked(secret), 0, key, 0);
    return Bytes.of(key);
  }

  /// The signature; `IllegalArgumentException` unless the secret has 32 bytes.
  @Override
  public Bytes sign(Bytes secret, Bytes message) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    byte[] text = message.toArray();
    Ed25519.sign(checked(secret), 0, text, 0, text.length, signature, 0);
    return Bytes.of(signature);
  }

  @Override
  public boolean verify(Bytes key, Bytes message, Bytes signature) {
    if (key.length() != Ed25519.PUBLIC_KEY_SIZE || signature.length() != Ed25519.SIGNATURE_SIZE) {
      return false;
    }
    byte[] text = message.toArray();
    return Ed25519.verify(signature.toArray(), 0, key.toArray(), 0, text, 0, text.length);
  }

  private static byte[] checked(Bytes secret) {
    if (secret.length() != Ed25519.SECRET_KEY_SIZE) {
      throw new IllegalArgumentException(
          "an Ed25519 secret has 32 bytes, this one has " + secret.length());
    }
    return secret.toArray();
  }
}
