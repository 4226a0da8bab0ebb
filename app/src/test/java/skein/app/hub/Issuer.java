package skein.app.hub;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import skein.app.oidc.Oidc;

/// The least of a provider: it tells its keys over HTTP, changes them when it is told to, and signs
/// whatever is wanted. (The page's tests have a real one.)
final class Issuer implements AutoCloseable {
  static final String CLIENT = "notes";

  private final HttpServer server;
  private final AtomicInteger fetched = new AtomicInteger();
  private volatile ECKey key;

  private Issuer(HttpServer server) {
    this.server = server;
    this.key = freshKey("first");
  }

  static Issuer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Issuer issuer = new Issuer(server);
      server.createContext("/.well-known/openid-configuration", issuer::tell);
      server.createContext("/keys", issuer::keys);
      server.start();
      return issuer;
    } catch (IOException e) {
      throw new IllegalStateException("no socket", e);
    }
  }

  private static ECKey freshKey(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("no key", e);
    }
  }

  String name() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// What the node is there.
  Oidc.Client client() {
    return new Oidc.Client(name(), CLIENT, null);
  }

  private void tell(HttpExchange exchange) throws IOException {
    String name = name();
    answer(
        exchange,
        """
        {"issuer": "%s", "authorization_endpoint": "%s/auth", "token_endpoint": "%s/token",
         "jwks_uri": "%s/keys", "id_token_signing_alg_values_supported": ["ES256"]}
        """
            .formatted(name, name, name, name));
  }

  private void keys(HttpExchange exchange) throws IOException {
    fetched.incrementAndGet();
    answer(exchange, new JWKSet(key.toPublicJWK()).toString());
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /// Signs with another key from now on.
  void rotate(String id) {
    key = freshKey(id);
  }

  /// How often its keys were asked for.
  int fetched() {
    return fetched.get();
  }

  /// What it says of somebody.
  JWTClaimsSet.Builder claims(String mail, String nonce, Instant now) {
    return new JWTClaimsSet.Builder()
        .issuer(name())
        .subject(mail)
        .audience(CLIENT)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(600)))
        .claim("nonce", nonce)
        .claim("email", mail)
        .claim("email_verified", true);
  }

  /// An ID token by its key.
  String sign(JWTClaimsSet.Builder claims) {
    return sign(claims, key);
  }

  /// An ID token that bears the id of its key, by another key.
  String forge(JWTClaimsSet.Builder claims) {
    return sign(claims, freshKey(key.getKeyID()));
  }

  private static String sign(JWTClaimsSet.Builder claims, ECKey key) {
    try {
      JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
      SignedJWT token = new SignedJWT(header, claims.build());
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
