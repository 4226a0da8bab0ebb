package skein.app.oidc;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import skein.core.value.Value;

/// What a provider says of itself (OpenID Connect Discovery 1.0): the addresses where people sign
/// in, where codes become ID tokens, and where its keys are; by which algorithms it signs.
record Metadata(String authorization, String token, String keys, List<String> algorithms) {
  private static final String PATH = "/.well-known/openid-configuration";

  Metadata {
    algorithms = List.copyOf(algorithms);
  }

  /// Asks it.
  static Metadata of(String issuer, Web web) throws IOException {
    String address = (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer);
    Value.Obj said = web.object(address + PATH);
    String name = text(said, "issuer");
    if (!name.equals(issuer)) {
      throw new IOException("the provider calls itself " + name + ", not " + issuer);
    }
    return new Metadata(
        address(said, "authorization_endpoint"),
        address(said, "token_endpoint"),
        address(said, "jwks_uri"),
        texts(said, "id_token_signing_alg_values_supported"));
  }

  private static String text(Value.Obj said, String name) throws IOException {
    if (said.get(name) instanceof Value.Text(String text)) {
      return text;
    }
    throw new IOException("the provider does not tell its " + name);
  }

  private static String address(Value.Obj said, String name) throws IOException {
    String address = text(said, name);
    if (!Web.isSafe(address)) {
      throw new IOException("the provider's " + name + " is no address of https: " + address);
    }
    return address;
  }

  private static List<String> texts(Value.Obj said, String name) {
    return said.get(name) instanceof Value.Array array
        ? array.items().stream()
            .flatMap(
                item -> item instanceof Value.Text(String text) ? Stream.of(text) : Stream.empty())
            .toList()
        : List.of();
  }
}
