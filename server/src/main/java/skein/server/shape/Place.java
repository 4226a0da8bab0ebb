package skein.server.shape;

/// A place in a text as editors count it.
///
/// @param line from 1; only U+000A ends one
/// @param column from 1, in UTF-16 units
public record Place(int line, int column) {
  /// The place of the character with this index; of the end, if the text is shorter.
  public static Place of(String text, int character) {
    String before = text.substring(0, Math.min(character, text.length()));
    int line = (int) before.chars().filter(letter -> letter == '\n').count();
    return new Place(line + 1, before.length() - before.lastIndexOf('\n'));
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
