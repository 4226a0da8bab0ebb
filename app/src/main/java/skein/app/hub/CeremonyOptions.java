package skein.app.hub;

import skein.app.home.PasskeyHolder;
import skein.app.passkey.Ceremony;
import skein.core.value.Bytes;
import skein.core.value.Value;
import skein.server.hosting.Passkeys.Site;
import skein.server.shape.Doc;

/// What browsers need to make a passkey or to use one (WebAuthn, level 3, 5.4 and 5.5), as JSON.
/// `slip`: what is to be signed. Immutable.
record CeremonyOptions(Site site, String slip) {
  /// For a key of this person, on a device that has none of his yet.
  Value creation(PasskeyHolder person) {
    String handle = PasskeyHolder.handle(person.user()).base64url();
    Doc user =
        new Doc().put("id", handle).put("name", person.user()).put("displayName", person.user());
    Doc selection =
        new Doc()
            .put("residentKey", "required")
            .put("requireResidentKey", true)
            .put("userVerification", "required");
    return new Doc()
        .put("rp", new Doc().put("id", site.host()).put("name", site.host()).value())
        .put("user", user.value())
        .put("challenge", challenge())
        .putDocs(
            "pubKeyCredParams",
            Ceremony.ALGORITHMS.stream().map(one -> kind().put("alg", one)).toList())
        .put("timeout", Slips.LIFE.toMillis())
        .putDocs(
            "excludeCredentials",
            person.keys().stream().map(key -> kind().put("id", key.id().base64url())).toList())
        .put("authenticatorSelection", selection.value())
        .put("attestation", "none")
        .value();
  }

  /// For a key of whoever has one.
  Value request() {
    return new Doc()
        .put("challenge", challenge())
        .put("rpId", site.host())
        .put("timeout", Slips.LIFE.toMillis())
        .put("userVerification", "required")
        .value();
  }

  private static Doc kind() {
    return new Doc().put("type", "public-key");
  }

  private String challenge() {
    return Bytes.ofText(slip).base64url();
  }
}
