package skein.app.hub;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import skein.core.value.Bytes;

/// A passkey (P-256) on a device that asks nobody, with what its browser sends of it (WebAuthn,
/// level 3, 5.1 and 6.1), bytes by hand.
final class SoftKey {
  private static final int PRESENT_AND_VERIFIED = 0x05;
  private static final int WITH_KEY = 0x40;

  private final KeyPair pair;
  private final Bytes id;
  private int count;

  SoftKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      this.pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has P-256, this one has not", e);
    }
    this.id = Bytes.sha256(Bytes.of(pair.getPublic().getEncoded()));
  }

  String id() {
    return id.base64url();
  }

  /// Where a browser shows it: the origin of the page, and the name of its host.
  record Page(String origin, String host) {}

  /// What a browser sends of the key after it was made for this challenge.
  String made(Page page, String challenge) {
    byte[] data = data(page, WITH_KEY, attested());
    byte[] attestation =
        joined(
            new byte[] {(byte) 0xa3, 0x63},
            text("fmt"),
            new byte[] {0x64},
            text("none"),
            new byte[] {0x67},
            text("attStmt"),
            new byte[] {(byte) 0xa0, 0x68},
            text("authData"),
            new byte[] {0x58, (byte) data.length},
            data);
    return shown(
        "\"clientDataJSON\":\"%s\",\"attestationObject\":\"%s\",\"transports\":[]"
            .formatted(client(page, "webauthn.create", challenge), base64url(attestation)));
  }

  /// What a browser sends after the key has signed this challenge, for a person of this name.
  String used(Page page, String challenge, Bytes handle) {
    String client = client(page, "webauthn.get", challenge);
    byte[] data = data(page, 0, new byte[0]);
    byte[] hash = Bytes.sha256(Bytes.parse(client)).toArray();
    return shown(
        """
        "clientDataJSON":"%s","authenticatorData":"%s","signature":"%s","userHandle":"%s"\
        """
            .formatted(
                client,
                base64url(data),
                base64url(signed(joined(data, hash))),
                handle.base64url()));
  }

  private String shown(String response) {
    return """
    {"id":"%s","rawId":"%s","type":"public-key","clientExtensionResults":{},"response":{%s}}\
    """
        .formatted(id(), id(), response);
  }

  private static String client(Page page, String type, String challenge) {
    String json =
        "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\"}"
            .formatted(type, challenge, page.origin());
    return Bytes.ofText(json).base64url();
  }

  private byte[] data(Page page, int flags, byte[] rest) {
    count++;
    byte[] hash = Bytes.sha256(Bytes.ofText(page.host())).toArray();
    byte[] counted =
        ByteBuffer.allocate(5).put((byte) (PRESENT_AND_VERIFIED | flags)).putInt(count).array();
    return joined(hash, counted, rest);
  }

  /// Of no known make; the key by COSE.
  private byte[] attested() {
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    byte[] length = ByteBuffer.allocate(2).putShort((short) id.length()).array();
    return joined(
        new byte[16],
        length,
        id.toArray(),
        new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20},
        coordinate(key.getW().getAffineX()),
        new byte[] {0x22, 0x58, 0x20},
        coordinate(key.getW().getAffineY()));
  }

  private static byte[] coordinate(BigInteger number) {
    byte[] bytes = new byte[32];
    byte[] all = number.toByteArray();
    int length = Math.min(all.length, bytes.length);
    System.arraycopy(all, all.length - length, bytes, bytes.length - length, length);
    return bytes;
  }

  private byte[] signed(byte[] content) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has ECDSA, this one has not", e);
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String base64url(byte[] bytes) {
    return Bytes.of(bytes).base64url();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
