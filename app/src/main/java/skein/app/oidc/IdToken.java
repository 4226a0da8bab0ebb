package skein.app.oidc;

/// What an ID token is worth.
public sealed interface IdToken {
  /// A provider that counts signed it, for this node, and it is not over: who has this address of
  /// mail signed in there. Whether `nonce` is the one it was asked with, is for others to see.
  record Good(String issuer, String mail, String nonce) implements IdToken {}

  /// It is worth nothing; `why`: a sentence.
  record Bad(String why) implements IdToken {}

  /// True if a text has the form of a JSON Web Token (RFC 7519), signed or not.
  static boolean isOne(String text) {
    return text.matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");
  }
}
