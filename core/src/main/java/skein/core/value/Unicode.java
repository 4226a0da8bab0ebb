package skein.core.value;

/// The check that a Java string, which is UTF-16, has a form in UTF-8.
final class Unicode {
  private Unicode() {}

  /// @throws IllegalArgumentException when a surrogate stands alone
  static void requirePaired(String text) {
    int lone = loneSurrogate(text);
    if (lone >= 0) {
      throw new IllegalArgumentException(
          "text holds the lone surrogate U+%04X at index %d"
              .formatted((int) text.charAt(lone), lone));
    }
  }

  /// The index of the first surrogate that is not half of a pair, or -1.
  static int loneSurrogate(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!isPair(text, i)) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  private static boolean isPair(String text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        && index + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(index + 1));
  }
}
