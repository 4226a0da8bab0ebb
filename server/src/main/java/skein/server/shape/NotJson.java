package skein.server.shape;

/// A text that is not JSON, or JSON that no space can hold. The message says what and where.
public final class NotJson extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int character;

  NotJson(String what, int character) {
    super(what + ", at character " + character, null, false, false);
    this.character = character;
  }

  /// Where it goes wrong: the index in the text, from 0; its length when it ends too early.
  public int character() {
    return character;
  }
}
