package skein.sync.exchange;

/// How far a sender's log had been taken in when a pull from it was last completed: its epoch, and
/// the number of its last line. Handed to the next pull from the same sender, which is then told
/// only what has changed. Wrong or stale, it costs a round trip, never a line.
public record Since(String epoch, long number) {
  static final int MAX_EPOCH_CHARACTERS = 100;

  public Since {
    if (epoch.isEmpty() || epoch.length() > MAX_EPOCH_CHARACTERS || number < 0) {
      throw new IllegalArgumentException(
          "an epoch of 1 to %d characters and a number from 0, not %d characters and %d"
              .formatted(MAX_EPOCH_CHARACTERS, epoch.length(), number));
    }
  }
}
