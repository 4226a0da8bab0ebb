package skein.sync.exchange;

import java.time.Duration;
import java.util.List;
import skein.core.replica.Received;

/// One side's part in an exchange. Confined to its session.
sealed interface Role permits Pulling, Serving {
  /// What it says before it is asked.
  List<Message> opening();

  /// What it does about a message that came in its turn.
  Step on(Message message);

  Received received();

  long sent();

  Duration clockAhead();
}
