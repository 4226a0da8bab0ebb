package skein.app.tracker;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import skein.app.node.Relay;

/// Counts what goes over between nodes, as bytes of the connections: heads and bodies of HTTP. Safe
/// for all threads.
final class Traffic implements Relay.Look {
  private static final String BEGINNING = "POST /s/";

  final LongAdder asked = new LongAdder();
  final LongAdder answered = new LongAdder();
  final LongAdder requests = new LongAdder();

  /// Forgets what went over so far.
  void reset() {
    asked.reset();
    answered.reset();
    requests.reset();
  }

  /// A client sends a request only when the one before is answered, so its head begins a read.
  @Override
  public boolean passes(Relay.Side from, byte[] buffer, int count) {
    switch (from) {
      case CLIENT -> {
        asked.add(count);
        int length = Math.min(count, BEGINNING.length());
        if (new String(buffer, 0, length, StandardCharsets.ISO_8859_1).equals(BEGINNING)) {
          requests.increment();
        }
      }
      case NODE -> answered.add(count);
    }
    return true;
  }
}
