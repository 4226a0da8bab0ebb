package skein.app.home;

import skein.core.replica.StoreBroken;

/// What was asked for cannot be done. The message is a sentence for the person who asked: what is
/// wrong, and what to do next.
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// A refusal with that sentence.
  public Refusal(String sentence) {
    super(sentence);
  }

  /// A refusal that another failure led to.
  public Refusal(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /// What is said of any failure: its own sentence, where it was made for people.
  public static String said(RuntimeException failure) {
    return failure instanceof Refusal || failure instanceof StoreBroken
        ? String.valueOf(failure.getMessage())
        : failure.toString();
  }

  /// The sentence.
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
