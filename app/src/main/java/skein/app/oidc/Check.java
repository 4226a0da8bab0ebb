package skein.app.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Checks ID tokens of one provider (OpenID Connect Core 1.0, 3.1.3.7): signed with a key of its
/// own by an algorithm of two keys, for this client, not over, not from the future. Safe for all
/// threads.
final class Check {
  /// By how much clocks may differ.
  private static final Duration SKEW = Duration.ofMinutes(1);

  /// How long the provider's keys are kept; a key that is not among them is looked for at once.
  private static final Duration KEPT = Duration.ofMinutes(15);

  /// Within this time the keys are fetched twice at most, whatever tokens come.
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Set<String> NEEDED =
      Set.of("iss", "sub", "aud", "exp", "iat", "nonce", "email");

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  Check(Oidc.Client client, Metadata metadata, Web web, LongSupplier clockMillis)
      throws IOException {
    JWKSource<SecurityContext> keys =
        JWKSourceBuilder.create(URI.create(metadata.keys()).toURL(), web)
            .cache(KEPT.toMillis(), PATIENCE.toMillis())
            .refreshAheadCache(false)
            .rateLimited(PAUSE.toMillis())
            .build();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms(metadata), keys));
    processor.setJWTClaimsSetVerifier(new Claims(client, clockMillis));
  }

  /// Those that the provider names and that need two keys: what is made by one key for both, or by
  /// none, is never believed.
  private static Set<JWSAlgorithm> algorithms(Metadata metadata) throws IOException {
    Set<JWSAlgorithm> both = new HashSet<>(JWSAlgorithm.Family.RSA);
    both.addAll(JWSAlgorithm.Family.EC);
    both.removeIf(algorithm -> !metadata.algorithms().contains(algorithm.getName()));
    if (both.isEmpty()) {
      throw new IOException("the provider signs by none of the algorithms RS…, PS… and ES…");
    }
    return both;
  }

  /// What a token says that is good in all this.
  JWTClaimsSet claims(String token) throws BadJOSEException, JOSEException, ParseException {
    return processor.process(token, null);
  }

  /// Checks what a token says.
  private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final Oidc.Client client;
    private final LongSupplier clockMillis;

    Claims(Oidc.Client client, LongSupplier clockMillis) {
      super(client.id(), new JWTClaimsSet.Builder().issuer(client.issuer()).build(), NEEDED);
      this.client = client;
      this.clockMillis = clockMillis;
      setMaxClockSkew((int) SKEW.toSeconds());
    }

    private Instant now() {
      return Instant.ofEpochMilli(clockMillis.getAsLong());
    }

    @Override
    protected Date currentTime() {
      return Date.from(now());
    }

    @Override
    public void verify(JWTClaimsSet claims, @Nullable SecurityContext context)
        throws BadJWTException {
      super.verify(claims, context);
      if (claims.getIssueTime().toInstant().isAfter(now().plus(SKEW))) {
        throw new BadJWTException("JWT was made in the future");
      }
      Object party = claims.getClaim("azp");
      boolean several = claims.getAudience().size() > 1;
      if (party == null ? several : !party.equals(client.id())) {
        throw new BadJWTException("JWT was made for another client (azp)");
      }
    }
  }
}
