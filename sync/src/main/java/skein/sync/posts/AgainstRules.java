package skein.sync.posts;

/// What the other side said breaks a rule; the message is the reason. It never leaves the session.
final class AgainstRules extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AgainstRules(String reason) {
    super(reason);
  }
}
