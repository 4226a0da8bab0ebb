package skein.testkit.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import skein.sync.exchange.Result;
import skein.sync.exchange.Session;

/// Carries messages between two sessions, through somebody who may meddle with them.
final class Wire {
  /// What arrives in place of a message. `fromSender`: it goes from the serving side to the other.
  @FunctionalInterface
  interface Meddler {
    List<byte[]> arrives(boolean fromSender, byte[] message);
  }

  static final Meddler HONEST = (fromSender, message) -> List.of(message);
  private final List<byte[]> seen = new ArrayList<>();

  /// Runs both sides until nothing is under way.
  Result run(Session pulling, Session serving, Meddler meddler) {
    Deque<byte[]> toSender = new ArrayDeque<>();
    Deque<byte[]> toReceiver = new ArrayDeque<>();
    pulling.opening().forEach(message -> toSender.addAll(pass(false, message, meddler)));
    while (!toSender.isEmpty() || !toReceiver.isEmpty()) {
      if (!toSender.isEmpty()) {
        for (byte[] answer : serving.receive(toSender.pop())) {
          toReceiver.addAll(pass(true, answer, meddler));
        }
      } else {
        for (byte[] answer : pulling.receive(toReceiver.pop())) {
          toSender.addAll(pass(false, answer, meddler));
        }
      }
    }
    return pulling.result();
  }

  private List<byte[]> pass(boolean fromSender, byte[] message, Meddler meddler) {
    seen.add(message);
    return meddler.arrives(fromSender, message);
  }

  /// All messages that were sent, as they were before anybody meddled.
  List<byte[]> seen() {
    return seen;
  }

  int bytes() {
    return seen.stream().mapToInt(message -> message.length).sum();
  }
}
