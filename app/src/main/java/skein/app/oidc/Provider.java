package skein.app.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import skein.core.value.Bytes;
import skein.core.value.Value;

/// One provider: what it says of itself, found when it is first needed and now and then anew. Safe
/// for all threads.
final class Provider {
  /// How long is believed what it says of itself.
  private static final Duration FRESH = Duration.ofHours(12);

  /// One that cannot be reached is not asked again before.
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final String MAIL = "[^@/\\s]+@[^@/\\s]+";

  private final Oidc.Client client;
  private final Web web;
  private final LongSupplier clockMillis;
  // Guarded by this.
  private @Nullable Found found;
  private long foundMillis;
  private long failedMillis = Long.MIN_VALUE / 2;

  /// What it says of itself, and how its ID tokens are checked.
  private record Found(Metadata metadata, Check check) {}

  Provider(Oidc.Client client, Web web, LongSupplier clockMillis) {
    this.client = client;
    this.web = web;
    this.clockMillis = clockMillis;
  }

  private synchronized Found found() throws IOException {
    long now = clockMillis.getAsLong();
    Found known = found;
    if (known != null && now - foundMillis < FRESH.toMillis()) {
      return known;
    }
    if (now - failedMillis < PAUSE.toMillis()) {
      throw new IOException(client.issuer() + " could not be reached a moment ago");
    }
    try {
      Metadata metadata = Metadata.of(client.issuer(), web);
      Found fresh = new Found(metadata, new Check(client, metadata, web, clockMillis));
      found = fresh;
      foundMillis = now;
      return fresh;
    } catch (IOException e) {
      failedMillis = now;
      throw e;
    }
  }

  IdToken verify(String token) {
    try {
      return good(found().check().claims(token));
    } catch (BadJOSEException | ParseException e) {
      return new IdToken.Bad("the ID token is not good: " + e.getMessage());
    } catch (JOSEException | IOException e) {
      return new IdToken.Bad("the ID token cannot be checked now: " + e.getMessage());
    }
  }

  /// The address of mail counts if the provider has seen to it that it is his.
  private IdToken good(JWTClaimsSet claims) throws ParseException {
    boolean verified =
        claims.getClaim("email_verified") instanceof Boolean answer && answer.booleanValue();
    String mail = claims.getStringClaim("email");
    String nonce = claims.getStringClaim("nonce");
    if (mail == null || nonce == null || !mail.matches(MAIL)) {
      return new IdToken.Bad("the ID token has no address of mail, or no nonce");
    }
    return verified
        ? new IdToken.Good(client.issuer(), mail, nonce)
        : new IdToken.Bad("the address of mail is not verified by the provider (email_verified)");
  }

  Oidc.Outcome address(Oidc.Flow flow, Oidc.Marks marks) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("response_type", "code");
    fields.put("client_id", client.id());
    fields.put("redirect_uri", flow.back());
    fields.put("scope", "openid email");
    fields.put("state", marks.state());
    fields.put("nonce", marks.nonce());
    fields.put("code_challenge", Bytes.sha256(Bytes.ofText(flow.verifier())).base64url());
    fields.put("code_challenge_method", "S256");
    try {
      String begin = found().metadata().authorization();
      return new Oidc.Done(begin + (begin.contains("?") ? "&" : "?") + Web.query(fields));
    } catch (IOException e) {
      return unreachable(e);
    }
  }

  private static Oidc.Undone unreachable(IOException e) {
    return new Oidc.Undone("the provider cannot be reached now: " + e.getMessage());
  }

  Oidc.Outcome exchange(Oidc.Flow flow, String code) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", flow.back());
    form.put("code_verifier", flow.verifier());
    if (client.secret() == null) {
      form.put("client_id", client.id());
    }
    try {
      Value.Obj answer = web.post(found().metadata().token(), form, basic());
      return answer.get("id_token") instanceof Value.Text(String token)
          ? new Oidc.Done(token)
          : new Oidc.Undone("the provider gave no ID token");
    } catch (IOException e) {
      return unreachable(e);
    }
  }

  /// Who asks, as RFC 6749 (2.3.1) has it; null for one without a secret.
  private @Nullable String basic() {
    String secret = client.secret();
    if (secret == null) {
      return null;
    }
    String both = Web.escape(client.id()) + ":" + Web.escape(secret);
    return Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }
}
