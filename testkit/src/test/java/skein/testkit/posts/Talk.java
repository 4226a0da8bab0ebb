package skein.testkit.posts;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import skein.sync.posts.PostSession;

/// Carries messages between two sessions, through somebody who may meddle with them.
final class Talk {
  /// What arrives in place of a message. `fromOpener`: the side that speaks first sent it.
  @FunctionalInterface
  interface Meddler {
    List<byte[]> arrives(boolean fromOpener, byte[] message);
  }

  static final Meddler HONEST = (fromOpener, message) -> List.of(message);

  private int messages;
  private long bytes;

  /// Runs both sides until nothing is under way.
  static Talk run(PostSession opener, PostSession answerer, Meddler meddler) {
    Talk talk = new Talk();
    Deque<byte[]> toAnswerer = new ArrayDeque<>();
    Deque<byte[]> toOpener = new ArrayDeque<>();
    opener.opening().forEach(message -> toAnswerer.addAll(talk.pass(true, message, meddler)));
    while (!toAnswerer.isEmpty() || !toOpener.isEmpty()) {
      if (!toAnswerer.isEmpty()) {
        for (byte[] answer : answerer.receive(toAnswerer.pop())) {
          toOpener.addAll(talk.pass(false, answer, meddler));
        }
      } else {
        for (byte[] answer : opener.receive(toOpener.pop())) {
          toAnswerer.addAll(talk.pass(true, answer, meddler));
        }
      }
    }
    return talk;
  }

  private List<byte[]> pass(boolean fromOpener, byte[] message, Meddler meddler) {
    messages++;
    bytes += message.length;
    return meddler.arrives(fromOpener, message);
  }

  long bytes() {
    return bytes;
  }

  /// Messages there and back; one that needs no answer does not count for a whole one.
  int roundTrips() {
    return messages / 2;
  }
}
