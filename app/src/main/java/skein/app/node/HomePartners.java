package skein.app.node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.app.home.Exchange;
import skein.app.home.Home;
import skein.app.home.Meeting;
import skein.app.home.OpenSpace;
import skein.app.home.PeerBook;
import skein.app.home.SpaceBook;
import skein.core.value.SpaceId;
import skein.server.hosting.Partners;

/// The peers of a home's spaces, as its files have them. Safe for all threads.
public final class HomePartners implements Partners {
  private final Home home;
  private final Meeting meeting;

  public HomePartners(Home home, Meeting meeting) {
    this.home = home;
    this.meeting = meeting;
  }

  @Override
  public List<Partner> of(SpaceId space) {
    Optional<SpaceBook.Entry> entry = home.book().of(space);
    if (entry.isEmpty()) {
      return List.of();
    }
    PeerBook book = home.peers(space);
    String digest;
    try (OpenSpace open = home.openReadOnly(entry.get())) {
      digest = open.replica().frontier().digest().hex();
    }
    return entry.get().peers().stream()
        .sorted(Comparator.comparing(SpaceBook.Peer::name))
        .map(peer -> partner(peer, book.of(peer.name()), digest))
        .toList();
  }

  private static Partner partner(SpaceBook.Peer peer, PeerBook.Account account, String digest) {
    PeerBook.Standing standing = account.standing(digest);
    PeerBook.InStep inStep = account.inStep();
    boolean now = standing == PeerBook.Standing.IN_STEP;
    return new Partner(
        peer.name(),
        peer.address(),
        state(standing),
        now && inStep != null ? inStep.at() : null,
        account.last(),
        account.error());
  }

  private static State state(PeerBook.Standing standing) {
    return switch (standing) {
      case IN_STEP -> State.IN_STEP;
      case BEHIND -> State.BEHIND;
      case AHEAD -> State.AHEAD;
      case UNKNOWN -> State.UNKNOWN;
    };
  }

  @Override
  public Optional<List<Synced>> sync(SpaceId space, @Nullable String name) {
    Optional<SpaceBook.Entry> entry = home.book().of(space);
    List<SpaceBook.Peer> meant =
        entry.map(SpaceBook.Entry::peers).orElse(List.of()).stream()
            .filter(peer -> name == null || peer.name().equals(name))
            .toList();
    if (entry.isEmpty() || (name != null && meant.isEmpty())) {
      return Optional.empty();
    }
    List<Synced> synced = new ArrayList<>();
    try (OpenSpace open = home.open(entry.get())) {
      Exchange exchange = new Exchange(home, meeting, open);
      meant.forEach(peer -> synced.add(sync(peer, exchange)));
    }
    return Optional.of(synced);
  }

  private static Synced sync(SpaceBook.Peer peer, Exchange exchange) {
    Meeting.Outcome pulled = exchange.pull(peer, lines -> {});
    boolean done =
        pulled instanceof Meeting.Broken || (pulled instanceof Meeting.Met met && met.same());
    Meeting.Outcome pushed = done || !peer.takes() ? null : exchange.push(peer, lines -> {});
    Moved moved = new Moved(pulled.lines(), pushed == null ? 0 : pushed.lines());
    return new Synced(peer.name(), moved, pushed == null ? error(pulled) : error(pushed));
  }

  private static @Nullable String error(Meeting.Outcome outcome) {
    return outcome instanceof Meeting.Broken broken ? broken.reason() : null;
  }
}
