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

  /// Reads what there is to tell of a store.
  @FunctionalInterface
  interface Look {
    Listing at(PersonalStore store, Asked asked);
  }

  /// What there is beyond a counter, as soon as it is something, at most after so long.
  Listing await(Person person, PersonalStore store, Duration most, Supplier<Listing> look) {
    if (!places.take(person)) {
      throw full();
    }
    long end = System.nanoTime() + most.toNanos();
    try (Ear ear = new Ear(store::onChange)) {
      Listing listing = look.get();
      while (listing.isEmpty() && store.isThere()) {
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
  Answer stream(Person person, Supplier<PersonalStores.Made> opening, Asked asked, Look look) {
    if (!places.isFree(person)) {
      throw full();
    }
    return Answer.streamed(EVENTS, out -> run(person, opening, asked, look, out));
  }

  private void run(
      Person person,
      Supplier<PersonalStores.Made> opening,
      Asked asked,
      Look look,
      OutputStream out)
      throws IOException {
    if (!places.take(person)) {
      throw full();
    }
    try {
      if (opening.get() instanceof PersonalStores.Made.Here(PersonalStore store)) {
        try (store) {
          follow(store, asked, look, out);
        }
      }
    } finally {
      places.giveBack(person);
    }
  }

  /// Whoever follows a store that is deleted has to ask anew.
  private static void follow(PersonalStore store, Asked first, Look look, OutputStream out)
      throws IOException {
    Asked asked = first;
    try (Ear ear = new Ear(store::onChange)) {
      say(out, "retry: 2000\n\n");
      while (store.isThere()) {
        Listing listing = look.at(store, asked);
        if (!listing.isEmpty()) {
          say(out, "id: " + listing.place() + "\ndata: " + listing.doc().text() + "\n\n");
        }
        asked = listing.next();
        if (!listing.more() && !goesOn(ear, out)) {
          return;
        }
      }
    }
  }

  /// Waits for a change; false if the node is being stopped.
  private static boolean goesOn(Ear ear, OutputStream out) throws IOException {
    return switch (ear.listen(HEARTBEAT)) {
      case CHANGE -> true;
      case NOTHING -> {
        say(out, ":\n\n");
        yield true;
      }
      case STOP -> false;
    };
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
