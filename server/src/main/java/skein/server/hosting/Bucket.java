package skein.server.hosting;

import java.util.Arrays;
import java.util.Optional;

/// The name of a personal store: whose it is, and what he calls it, one or more parts with `/` in
/// between.
public record Bucket(Person owner, String path) {
  private static final int MOST_CHARACTERS = 255;
  private static final int PARTS = 3;

  public Bucket {
    boolean printable = path.codePoints().allMatch(point -> point >= ' ' && point != 0x7f);
    boolean whole = Arrays.stream(path.split("/", -1)).noneMatch(String::isEmpty);
    if (!whole || path.length() > MOST_CHARACTERS || !printable) {
      throw new IllegalArgumentException(
          "a bucket is called by 1 to "
              + MOST_CHARACTERS
              + " characters, in parts that are not empty, unlike '"
              + path
              + "'");
    }
  }

  /// As people say it, and commands take it: `domain/user/bucket`.
  public String text() {
    return owner.domain() + "/" + owner.user() + "/" + path;
  }

  /// Reads what [#text] says; empty for anything else.
  public static Optional<Bucket> parse(String text) {
    String[] parts = text.split("/", PARTS);
    if (parts.length < PARTS) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Bucket(new Person(parts[1], parts[0]), parts[2]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
