package skein.app.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.app.home.PasskeyHolder.Credential;
import skein.core.value.Bytes;
import skein.server.hosting.Passkeys.Site;

/// Checks what browsers bring of passkeys: made for this very site, by a person who was there and
/// showed that it is he, signed with the key. Safe for all threads.
public final class Ceremony {
  /// The algorithms of keys: Ed25519, ECDSA with P-256, RSA (COSE).
  public static final List<Long> ALGORITHMS = List.of(-8L, -7L, -257L);

  private final ObjectConverter converter = new ObjectConverter();
  private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
  private final AttestedCredentialDataConverter keys =
      new AttestedCredentialDataConverter(converter);

  /// What something is worth that a browser brings.
  public sealed interface Seen<T> {
    /// It is as it should be, and answers this challenge; whether that was ours is for others to
    /// see.
    record Good<T>(String challenge, T what) implements Seen<T> {}

    /// It is not; `why`: a sentence.
    record Bad<T>(String why) implements Seen<T> {}
  }

  /// Whose key is shown, by his device's word, and which.
  public record Claim(Bytes handle, Bytes id) {}

  /// A key that was made.
  public Seen<Credential> made(Site site, String json) {
    try {
      RegistrationData data = manager.parseRegistrationResponseJSON(json);
      CollectedClientData client = present(data.getCollectedClientData());
      List<PublicKeyCredentialParameters> wanted =
          ALGORITHMS.stream()
              .map(
                  one ->
                      new PublicKeyCredentialParameters(
                          PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(one)))
              .toList();
      manager.verify(data, new RegistrationParameters(server(site, client), wanted, true, true));
      AuthenticatorData<?> told = present(data.getAttestationObject()).getAuthenticatorData();
      AttestedCredentialData key = present(told.getAttestedCredentialData());
      return new Seen.Good<>(
          challenge(client),
          new Credential(
              Bytes.of(key.getCredentialId()), Bytes.of(keys.convert(key)), told.getSignCount()));
    } catch (WebAuthnException | IllegalArgumentException e) {
      return new Seen.Bad<>("the passkey that was made is not good: " + e.getMessage());
    }
  }

  private static <T> T present(@Nullable T part) {
    if (part == null) {
      throw new IllegalArgumentException("a part of it is not there");
    }
    return part;
  }

  private static ServerProperty server(Site site, CollectedClientData client) {
    return ServerProperty.builder()
        .origin(new Origin(site.origin()))
        .rpId(site.host())
        .challenge(client.getChallenge())
        .build();
  }

  private static String challenge(CollectedClientData client) {
    return Bytes.of(client.getChallenge().getValue()).display();
  }

  /// Whose key somebody says he shows; empty if he does not.
  public Optional<Claim> claim(String json) {
    try {
      AuthenticationData data = manager.parseAuthenticationResponseJSON(json);
      return copy(data.getUserHandle())
          .flatMap(handle -> copy(data.getCredentialId()).map(id -> new Claim(handle, id)));
    } catch (WebAuthnException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Of bytes that may not be there: the library's annotation says so of each single byte.
  private static Optional<Bytes> copy(@Nullable Object bytes) {
    return bytes instanceof byte[] known ? Optional.of(Bytes.of(known)) : Optional.empty();
  }

  /// A key that has signed, with its new count: it must have grown, if the key counts at all.
  public Seen<Credential> used(Site site, String json, Credential credential) {
    try {
      AuthenticationData data = manager.parseAuthenticationResponseJSON(json);
      CollectedClientData client = present(data.getCollectedClientData());
      CredentialRecord known = known(credential);
      manager.verify(
          data, new AuthenticationParameters(server(site, client), known, null, true, true));
      return new Seen.Good<>(
          challenge(client), new Credential(credential.id(), credential.key(), known.getCounter()));
    } catch (WebAuthnException | IllegalArgumentException e) {
      return new Seen.Bad<>("the passkey was not used as it should be: " + e.getMessage());
    }
  }

  private CredentialRecord known(Credential credential) {
    return new CredentialRecordImpl(
        null,
        null,
        null,
        null,
        credential.count(),
        keys.convert(credential.key().toArray()),
        null,
        null,
        null,
        Set.of());
  }
}
