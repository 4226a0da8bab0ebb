package skein.app.home;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/// Where a peer is found. Immutable.
public sealed interface Address {
  /// How the name of a bundle ends that is not there yet.
  String BUNDLE = ".skein-bundle";

  /// The folder of another home, on this machine, a share or a stick.
  record Folder(Path path) implements Address {
    @Override
    public String text() {
      return path.toString();
    }
  }

  /// A bundle: one file of lines that somebody carries.
  record Bundle(Path path) implements Address {
    @Override
    public String text() {
      return path.toString();
    }
  }

  /// A space on a node: `http(s)://host:port/s/<space id>`.
  record Url(URI uri) implements Address {
    @Override
    public String text() {
      return uri.toString();
    }
  }

  /// As it is kept in `spaces.json`.
  String text();

  /// Reads an address as a person types it or as it is kept; a path is seen from `folder`. A path
  /// to a file, or one that ends in `.skein-bundle`, is a bundle, any other a home.
  /// `IllegalArgumentException` says what is wrong.
  static Address parse(String typed, Path folder) {
    if (typed.contains("://")) {
      return new Url(uri(typed));
    }
    try {
      Path path = folder.resolve(typed).toAbsolutePath().normalize();
      boolean bundle = Files.isRegularFile(path) || typed.endsWith(BUNDLE);
      return bundle ? new Bundle(path) : new Folder(path);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + typed + "' is neither a path nor a URL", e);
    }
  }

  private static URI uri(String typed) {
    try {
      URI uri = new URI(typed);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
        throw new IllegalArgumentException(
            "'" + typed + "' is no address of a node; it reads http(s)://HOST:PORT/s/SPACE-ID");
      }
      if (uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
        throw new IllegalArgumentException(
            "an address holds no secret; a link from skein share is for: skein clone LINK");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + typed + "' is no URL: " + e.getReason(), e);
    }
  }

  /// A word that may name a peer at this address: the folder's own name, the file's, the host.
  default String word() {
    String last =
        switch (this) {
          case Folder folder -> Objects.toString(folder.path().getFileName(), "");
          case Bundle bundle -> Objects.toString(bundle.path().getFileName(), "");
          case Url url -> url.uri().getHost();
        };
    String word = last.replaceAll("[^\\p{L}\\p{N}._-]", "-").replaceAll("^[._-]+", "");
    return word.isEmpty() ? "peer" : word.substring(0, Math.min(word.length(), 60));
  }
}
