package skein.sync.exchange;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.replica.Received;
import skein.core.value.Bytes;

/// One side's part in an exchange. Confined to its session.
sealed interface Role permits Pulling, Serving {
  /// What it says before it is asked.
  List<Message> opening();

  /// What it does about a message that came in its turn.
  Step on(Message message);

  /// True if posts follow the lines.
  boolean goesOn();

  Received received();

  long sent();

  Duration clockAhead();

  /// Where the sender's log ended, when all of it up to there is here; null before, and on the
  /// sender's side.
  @Nullable Since since();

  /// The digest of the sender's frontier, if it has told.
  @Nullable Bytes theirs();
}
