package skein.app.home;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import skein.core.value.SpaceId;

/// An invitation as one text: where the space is, which key its node has, and a one-time secret.
/// The secret stands after `#`, which no browser sends anywhere. Immutable.
///
/// @param space `http(s)://host:port/s/<space id>`
/// @param name what the space is called there
/// @param pin the SHA-256, hex, of the node's TLS key; null over plain HTTP, or where the node's
///   certificate is one that everybody believes
public record Link(URI space, String name, @Nullable String pin, Secret secret) {
  /// The one-time secret. Never printed but within the link.
  public record Secret(String text) {
    @Override
    public String toString() {
      return "a secret";
    }
  }

  /// True for what looks like a link, or like any other web address.
  public static boolean isMeant(String typed) {
    return typed.startsWith("http://") || typed.startsWith("https://");
  }

  /// Reads a link; `IllegalArgumentException` says what is wrong with it.
  public static Link parse(String typed) {
    URI whole;
    try {
      whole = new URI(typed.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + typed + "' is no link: " + e.getReason(), e);
    }
    String fragment = whole.getRawFragment();
    if (fragment == null || whole.getRawPath() == null || !whole.getRawPath().startsWith("/s/")) {
      throw new IllegalArgumentException(
          "this is no link of skein share: it reads"
              + " http(s)://HOST:PORT/s/SPACE-ID#name=…&secret=…; put it into quotes");
    }
    SpaceId.parse(whole.getRawPath().substring("/s/".length()));
    Map<String, String> fields = fields(fragment);
    String secret = fields.get("secret");
    if (secret == null || secret.isEmpty()) {
      throw new IllegalArgumentException(
          "the link has no secret; was it cut off? Put it into quotes, or ask for it again");
    }
    String address = typed.strip().substring(0, typed.strip().indexOf('#'));
    return new Link(
        URI.create(address),
        fields.getOrDefault("name", ""),
        fields.get("pin"),
        new Secret(secret));
  }

  private static Map<String, String> fields(String fragment) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String part : fragment.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        fields.put(
            part.substring(0, equals),
            URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return fields;
  }

  /// The id of the space.
  public SpaceId id() {
    return SpaceId.parse(space.getRawPath().substring("/s/".length()));
  }

  /// The link as it is given away.
  public String text() {
    String escaped = URLEncoder.encode(name, StandardCharsets.UTF_8);
    return space
        + "#name="
        + escaped
        + (pin == null ? "" : "&pin=" + pin)
        + "&secret="
        + secret.text();
  }
}
