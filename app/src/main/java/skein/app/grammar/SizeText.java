package skein.app.grammar;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A size as people type it: `500000`, `20kB`, `100MB`, `2GB`, by 1024.
public final class SizeText {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(|B|KB|MB|GB)");

  private SizeText() {}

  /// In bytes; `IllegalArgumentException` if it is none.
  public static long parse(String typed) {
    Matcher size = SIZE.matcher(typed.strip().toUpperCase(Locale.ROOT));
    if (!size.matches()) {
      throw new IllegalArgumentException("'" + typed + "' is no size: say 20kB, 100MB or 2GB");
    }
    int shift =
        switch (size.group(2)) {
          case "KB" -> 10;
          case "MB" -> 20;
          case "GB" -> 30;
          default -> 0;
        };
    return Long.parseLong(size.group(1)) << shift;
  }
}
