package skein.app.meeting;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import skein.app.home.Meeting;
import skein.app.home.OpenSpace;
import skein.app.home.SpaceBook;
import skein.core.replica.Replica;
import skein.core.replica.StoreBroken;
import skein.sync.ending.Ending;
import skein.sync.exchange.Held;
import skein.sync.exchange.Result;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.HttpTransport;
import skein.sync.transport.Pin;
import skein.sync.transport.Progress;
import skein.sync.transport.Pull;
import skein.sync.transport.Push;
import skein.sync.transport.Unreachable;

/// Meets a space on another node, over HTTP.
public final class Nodes implements Meeting {
  /// Whom an entry of `spaces.json` means.
  public static HttpPeer peer(SpaceBook.Peer entry) {
    String pin = entry.pin();
    String token = entry.token();
    URI space = URI.create(entry.address());
    return new HttpPeer(
        space,
        token == null ? null : new HttpPeer.Token(token),
        pin == null ? null : Pin.parse(pin));
  }

  @Override
  public Outcome pull(OpenSpace mine, Call call, LongConsumer progress) {
    return met(
        () -> {
          try (HttpTransport transport = new HttpTransport(peer(call.peer()))) {
            Held held = mine.held();
            Progress told = received -> progress.accept(received.integrated());
            Result result =
                call.shallow()
                    ? Pull.shallow(transport, held, told)
                    : Pull.run(transport, held, Results.since(call.since()), told);
            return Results.outcome(
                result, Objects.equals(result.theirs(), mine.replica().frontier().digest()));
          }
        });
  }

  @Override
  public Outcome push(OpenSpace mine, Call call, LongConsumer progress) {
    return met(
        () -> {
          try (HttpTransport transport = new HttpTransport(peer(call.peer()))) {
            Result result = Push.run(transport, mine.held());
            return Results.sent(result, isSame(result, transport, mine.replica()));
          }
        });
  }

  /// After lines went over, one more question tells whether both know the same now.
  private static boolean isSame(Result result, HttpTransport transport, Replica mine) {
    return switch (result.ending()) {
      case Ending.Same same -> true;
      case Ending.Complete complete ->
          Pull.run(transport, mine, Progress.silent()).ending() instanceof Ending.Same;
      case Ending.Open open -> false;
      case Ending.Failed failed -> false;
    };
  }

  private static Outcome met(Supplier<Outcome> exchange) {
    try {
      return exchange.get();
    } catch (StoreBroken | Unreachable | IllegalArgumentException e) {
      return new Broken(0, List.of(), String.valueOf(e.getMessage()));
    }
  }
}
