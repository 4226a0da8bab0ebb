package skein.sync.transport;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A space on another node: `http(s)://host:port/s/<space>`, without query or fragment. `token`:
/// what we show to be let in, if anything. `pin`: the only key that is believed, whoever signed it
/// or not; without one, the usual authorities decide.
public record HttpPeer(URI space, @Nullable Token token, @Nullable Pin pin) {
  public HttpPeer {
    String scheme = space.getScheme() == null ? "" : space.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException(space + " does not begin with http:// or https://");
    }
    if (space.getHost() == null
        || space.getRawUserInfo() != null
        || space.getRawQuery() != null
        || space.getRawFragment() != null
        || space.getPath().endsWith("/")) {
      throw new IllegalArgumentException(
          space + " is not of the form http(s)://host:port/s/<space>, and nothing else");
    }
    if (pin != null && scheme.equals("http")) {
      throw new IllegalArgumentException(space + " has a pin, which needs https://");
    }
  }

  /// A peer that asks for nothing, on this machine or within a test.
  public static HttpPeer open(URI space) {
    return new HttpPeer(space, null, null);
  }

  /// A secret that lets its bearer in. Never printed.
  public record Token(String secret) {
    private static final int MAX_CHARACTERS = 512;

    public Token {
      if (!secret.matches("[A-Za-z0-9._~+/=-]{1," + MAX_CHARACTERS + "}")) {
        throw new IllegalArgumentException(
            "a token has 1 to " + MAX_CHARACTERS + " letters, digits and ._~+/=-");
      }
    }

    @Override
    public String toString() {
      return "a token";
    }
  }

  /// The address of something within the space: `/exchange?role=pull`.
  public URI at(String rest) {
    return URI.create(space + rest);
  }
}
