package skein.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import skein.core.replica.Signer;
import skein.core.replica.Verifier;
import skein.core.value.Bytes;

/// Keys that are quick, repeatable and worthless: whoever knows a public key can sign with it. A
/// secret is the next of a seeded row, its public key the SHA-256 of it, a signature the SHA-512 of
/// public key and message. Confined to one thread.
public final class FakeKeys implements Signer, Verifier {
  private final long seed;
  private long made;

  /// Keys of this seed; two with the same seed make the same secrets.
  public FakeKeys(long seed) {
    this.seed = seed;
  }

  @Override
  public Bytes freshSecret() {
    made++;
    return Bytes.sha256(
        Bytes.ofText("secret"),
        Bytes.of(ByteBuffer.allocate(2 * Long.BYTES).putLong(seed).putLong(made).array()));
  }

  @Override
  public Bytes publicKey(Bytes secret) {
    return Bytes.sha256(secret);
  }

  @Override
  public Bytes sign(Bytes secret, Bytes message) {
    return signature(publicKey(secret), message);
  }

  @Override
  public boolean verify(Bytes key, Bytes message, Bytes signature) {
    return signature.equals(signature(key, message));
  }

  private static Bytes signature(Bytes key, Bytes message) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      digest.update("fake".getBytes(StandardCharsets.UTF_8));
      digest.update(key.toArray());
      return Bytes.of(digest.digest(message.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-512", e);
    }
  }
}
