package skein.core.value;

import java.util.Comparator;

/// Texts in the order of their UTF-8 bytes, which is the order of their code points (Java's own
/// order is that of UTF-16 units and differs beyond the Basic Multilingual Plane).
public final class TextOrder {
  public static final Comparator<String> BY_BYTES = TextOrder::compare;

  private TextOrder() {}

  private static int compare(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean surrogateX = Character.isSurrogate(x);
        boolean surrogateY = Character.isSurrogate(y);
        return surrogateX == surrogateY
            ? Character.compare(x, y)
            : Boolean.compare(surrogateX, surrogateY);
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
