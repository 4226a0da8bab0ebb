package skein.core.value;

/// What Java's UTF-16 strings need to be treated as UTF-8 texts: the check that they have such a
/// form, and the order of that form.
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

  /// Compares by UTF-8 bytes, which is by code point. `String.compareTo` differs: it puts the
  /// surrogates, hence everything beyond U+FFFF, before U+E000.
  static int compare(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int i = 0; i < shorter; i++) {
      char one = left.charAt(i);
      char other = right.charAt(i);
      if (one != other) {
        boolean astral = Character.isSurrogate(one);
        return astral == Character.isSurrogate(other)
            ? Character.compare(one, other)
            : astralAgainstPlain(astral, one, other);
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private static int astralAgainstPlain(boolean leftIsAstral, char left, char right) {
    char plain = leftIsAstral ? right : left;
    if (plain < Character.MIN_SURROGATE) {
      return Character.compare(left, right);
    }
    return leftIsAstral ? 1 : -1;
  }
}
