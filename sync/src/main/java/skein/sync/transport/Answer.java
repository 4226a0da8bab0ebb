package skein.sync.transport;

import java.util.List;
import skein.sync.exchange.Result;

/// What [Sittings] makes of a batch of messages. What it answers goes into one body, by
/// [Frames#join].
public sealed interface Answer {
  /// The session goes on under this name.
  record Going(String session, List<byte[]> messages) implements Answer {
    public Going {
      messages = List.copyOf(messages);
    }
  }

  /// These are the last words.
  record Over(List<byte[]> messages, Result result) implements Answer {
    public Over {
      messages = List.copyOf(messages);
    }
  }

  /// Nothing was done; if there was a session of that peer by that name, it is over.
  record Refused(Fault fault, String reason) implements Answer {}

  /// Whose fault it is that nothing was done.
  enum Fault {
    /// The body is not what it should be (400).
    GARBLED,
    /// There is no such session: it is over, was idle for too long, or is somebody else's (404).
    UNKNOWN,
    /// The body is too large (413).
    TOO_LARGE,
    /// Too many sessions, or a batch of this one is still worked on (429).
    BUSY
  }
}
