package skein.app.home;

import java.security.SecureRandom;
import skein.core.value.Bytes;

/// What a link holds that lets somebody add a passkey without showing one: who he is, and a
/// one-time secret. Immutable.
public record PasskeyLink(String user, String secret) {
  private static final int SECRET_BYTES = 24;

  static PasskeyLink fresh(String user) {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new PasskeyLink(user, Bytes.of(bytes).base64url());
  }

  /// As it stands in the link.
  public String text() {
    return user + "." + secret;
  }

  /// Reads it from there.
  ///
  /// @throws IllegalArgumentException if it is none
  public static PasskeyLink parse(String text) {
    int dot = text.lastIndexOf('.');
    if (dot < 0) {
      throw unknown();
    }
    return new PasskeyLink(text.substring(0, dot), text.substring(dot + 1));
  }

  Bytes hash() {
    return Bytes.sha256(Bytes.ofText(secret));
  }

  /// What is wrong with a link that was never given out; the same whoever it names.
  public static IllegalArgumentException unknown() {
    return new IllegalArgumentException(
        "this link is not known here, or a newer one was made; ask whoever runs the hub for"
            + " another");
  }
}
