package skein.server.hosting;

import java.nio.charset.StandardCharsets;

/// Who somebody is at a hub: the name he goes by, usually an address of mail, and the domain whose
/// pages he uses. Whoever has the same name under another domain is somebody else.
public record Person(String user, String domain) {
  private static final int MOST_BYTES = 255;

  public Person {
    requireName("user", user);
    requireName("domain", domain);
  }

  private static void requireName(String what, String name) {
    boolean printable = name.codePoints().allMatch(point -> point > ' ' && point != 0x7f);
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (name.isEmpty() || bytes > MOST_BYTES || !printable || name.contains("/")) {
      throw new IllegalArgumentException(
          "a "
              + what
              + " has 1 to "
              + MOST_BYTES
              + " bytes, without blanks and /, unlike '"
              + name
              + "'");
    }
  }
}
