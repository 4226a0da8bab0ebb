package skein.store.tables;

/// Carries an [Answer.Refused] up to [Reader], where it becomes the answer.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Answer.Reason reason;

  Refusal(Answer.Reason reason, String why) {
    super(why, null, false, false);
    this.reason = reason;
  }

  Answer.Refused answer() {
    return new Answer.Refused(reason, String.valueOf(getMessage()));
  }
}
