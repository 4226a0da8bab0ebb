package skein.bench;

/// The measurements by name. There is none yet.
public final class Main {
  private Main() {}

  /// Runs the measurement named by the first argument.
  public static void main(String[] arguments) {
    System.err.println("skein bench: there is no measurement yet");
  }
}
