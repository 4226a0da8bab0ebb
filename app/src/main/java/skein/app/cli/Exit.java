package skein.app.cli;

/// What the program says with its exit code.
final class Exit {
  /// All is as it was asked for.
  static final int DONE = 0;

  /// It was refused, or failed: nothing of it was done.
  static final int REFUSED = 1;

  /// The command line is wrong.
  static final int USAGE = 2;

  /// It was done in part: some rows were refused, some changes could not be taken back.
  static final int PARTLY = 3;

  /// Conflicts are open.
  static final int OPEN = 4;

  private Exit() {}
}
