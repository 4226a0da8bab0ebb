package skein.app.oidc;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The providers of OpenID Connect whose word counts at this node. Safe for all threads.
public final class Oidc {
  private static final int MOST_CHARACTERS = 16_000;

  private final Map<String, Provider> providers;

  /// What this node is at a provider: `id` there, and the secret that goes with it, null if it has
  /// none. `issuer`: an address, https unless it is on this machine.
  public record Client(String issuer, String id, @Nullable String secret) {
    public Client {
      if (!Web.isSafe(issuer) || id.isBlank()) {
        throw new IllegalArgumentException(
            "a provider is like https://accounts.example=CLIENT_ID, not '"
                + issuer
                + "="
                + id
                + "'");
      }
    }
  }

  /// What is asked of a provider leads to this.
  public sealed interface Outcome {}

  /// An address, or an ID token.
  public record Done(String text) implements Outcome {}

  /// Nothing; `why`: a sentence.
  public record Undone(String why) implements Outcome {}

  /// One sign-in: where the provider sends people back to, and the secret of PKCE.
  public record Flow(String back, String verifier) {}

  /// What a provider gives back as it was given.
  public record Marks(String state, String nonce) {}

  public Oidc(List<Client> clients, LongSupplier clockMillis) {
    Web web = new Web();
    this.providers =
        clients.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Client::issuer, client -> new Provider(client, web, clockMillis)));
  }

  /// The addresses of the providers.
  public List<String> issuers() {
    return providers.keySet().stream().sorted().toList();
  }

  /// What an ID token is worth.
  public IdToken verify(String token) {
    if (token.length() > MOST_CHARACTERS) {
      return new IdToken.Bad("the ID token is longer than " + MOST_CHARACTERS + " characters");
    }
    try {
      String issuer = JWTParser.parse(token).getJWTClaimsSet().getIssuer();
      return Optional.ofNullable(issuer)
          .map(providers::get)
          .map(provider -> provider.verify(token))
          .orElseGet(() -> new IdToken.Bad("ID tokens of '" + issuer + "' do not count here"));
    } catch (ParseException e) {
      return new IdToken.Bad("this is no ID token: " + e.getMessage());
    }
  }

  /// Where somebody signs in at a provider.
  public Outcome address(String issuer, Flow flow, Marks marks) {
    return provider(issuer).address(flow, marks);
  }

  /// The ID token for a code that a provider gave out.
  public Outcome exchange(String issuer, Flow flow, String code) {
    return provider(issuer).exchange(flow, code);
  }

  private Provider provider(String issuer) {
    Provider provider = providers.get(issuer);
    if (provider == null) {
      throw new IllegalArgumentException("'" + issuer + "' is no provider that counts here");
    }
    return provider;
  }
}
