package skein.app.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import skein.core.value.Value;
import skein.server.http.Guard;
import skein.server.shape.LooseJson;
import skein.server.shape.NotJson;

/// Asks providers over HTTP: without following them elsewhere, in bounded time, for bounded
/// answers. Safe for all threads.
final class Web implements ResourceRetriever {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 1 << 20;
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /// True for an address that keeps what is said to it secret, or is on this machine.
  static boolean isSafe(String address) {
    try {
      URI uri = URI.create(address);
      return uri.getHost() != null
          && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && Guard.keepsSecrets(uri);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    return new Resource(get(url.toString()), "application/json");
  }

  /// The JSON object at an address.
  Value.Obj object(String address) throws IOException {
    return object(address, get(address));
  }

  private String get(String address) throws IOException {
    return sent(request(address).GET().build());
  }

  /// The JSON object that comes back for a form. `basic`: who asks, for `Authorization`; null for
  /// nobody.
  Value.Obj post(String address, Map<String, String> form, @Nullable String basic)
      throws IOException {
    HttpRequest.Builder request =
        request(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(query(form)));
    Optional.ofNullable(basic).ifPresent(who -> request.header("Authorization", "Basic " + who));
    return object(address, sent(request.build()));
  }

  /// Names and values as in an address.
  static String query(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> escape(field.getKey()) + "=" + escape(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpRequest.Builder request(String address) throws IOException {
    if (!isSafe(address)) {
      throw new IOException(address + " is no address of https");
    }
    return HttpRequest.newBuilder(URI.create(address))
        .timeout(TIMEOUT)
        .header("Accept", "application/json");
  }

  private String sent(HttpRequest request) throws IOException {
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (response.statusCode() != OK || bytes.length > MOST_BYTES) {
          throw new IOException(
              request.uri() + " answered " + response.statusCode() + ", or more than 1 MiB");
        }
        return new String(bytes, StandardCharsets.UTF_8);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + request.uri(), e);
    }
  }

  private static Value.Obj object(String address, String json) throws IOException {
    try {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      if (LooseJson.parse(bytes, LooseJson.Inexact.TEXT) instanceof Value.Obj object) {
        return object;
      }
      throw new IOException(address + " answered no JSON object");
    } catch (NotJson e) {
      throw new IOException(address + " answered no JSON: " + e.getMessage(), e);
    }
  }
}
