package skein.server.hub;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import skein.server.hosting.Ear;
import skein.server.hosting.Person;
import skein.server.hosting.PersonalStore;
import skein.server.hosting.PersonalStores;
import skein.server.http.Answer;
import skein.server.http.Problem;

/// Tells of new objects as they come: keeps an answer back until there is something to tell, or
/// goes on telling. Safe for all threads.
final class Following {
  /// How long an answer may be kept back, in seconds.
  static final int MOST_SECONDS = 60;

  static final String EVENTS = "text/event-stream";

  /// A stream says something at least so often, so that a broken connection is noticed.
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final Places places = new Places();

  /// Reads what there is to tell beyond a counter.
  @FunctionalInterface
  interface Look {
    Listing at(PersonalStore store, long since);
  }

  /// What there is beyond a counter, as soon as it is something, at most after so long.
  Listing await(Person person, PersonalStore store, Duration most, Supplier<Listing> look) {
    if (!places.take(person)) {
      throw full();
    }
    long end = System.nanoTime() + most.toNanos();
    try (Ear ear = new Ear(store::onChange)) {
      Listing listing = look.get();
      while (listing.isEmpty()) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (!left.isPositive()) {
          return listing;
        }
        if (ear.listen(left) == Ear.Heard.STOP) {
          throw new Problem(503, "the node is being stopped");
        }
        listing = look.get();
      }
      return listing;
    } finally {
      places.giveBack(person);
    }
  }

  private static Problem full() {
    return new Problem(503, "too many requests wait for changes; try again later");
  }

  /// A stream of server-sent events, each with what an answer would hold.
  Answer stream(Person person, Supplier<PersonalStores.Made> opening, long since, Look look) {
    if (!places.isFree(person)) {
      throw full();
    }
    return Answer.streamed(EVENTS, out -> run(person, opening, since, look, out));
  }

  private void run(
      Person person, Supplier<PersonalStores.Made> opening, long since, Look look, OutputStream out)
      throws IOException {
    if (!places.take(person)) {
      throw full();
    }
    try {
      if (opening.get() instanceof PersonalStores.Made.Here(PersonalStore store)) {
        try (store) {
          follow(store, since, look, out);
        }
      }
    } finally {
      places.giveBack(person);
    }
  }

  private static void follow(PersonalStore store, long since, Look look, OutputStream out)
      throws IOException {
    try (Ear ear = new Ear(store::onChange)) {
      say(out, "retry: 2000\n\n");
      long reached = since;
      Listing listing = look.at(store, reached);
      do {
        if (!listing.isEmpty()) {
          say(out, "id: " + listing.reached() + "\ndata: " + listing.doc().text() + "\n\n");
        }
        reached = listing.reached();
        if (!listing.more()) {
          switch (ear.listen(HEARTBEAT)) {
            case CHANGE -> reached = listing.reached();
            case NOTHING -> say(out, ":\n\n");
            case STOP -> {
              return;
            }
          }
        }
        listing = look.at(store, reached);
      } while (true);
    }
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
