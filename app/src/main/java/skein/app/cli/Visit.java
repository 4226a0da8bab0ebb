package skein.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.app.home.Address;
import skein.app.home.Exchange;
import skein.app.home.Meeting;
import skein.app.home.OpenSpace;
import skein.app.home.PeerBook;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.app.view.PeerText;
import skein.core.replica.Snapshot;
import skein.core.value.Value;
import skein.server.shape.Doc;

/// What clone, pull, push and sync have in common: an exchange with one peer, and telling of it.
final class Visit {
  private final Desk desk;
  private final OpenSpace mine;
  private final SpaceBook.Peer peer;
  private final Exchange exchange;

  /// Which way changesets go.
  enum Way {
    PULL,
    SHALLOW,
    PUSH,
    BOTH
  }

  /// What came of both halves; null for one that was not tried.
  private record Halves(Meeting.@Nullable Outcome pull, Meeting.@Nullable Outcome push) {}

  Visit(Desk desk, OpenSpace mine, SpaceBook.Peer peer) {
    this.desk = desk;
    this.mine = mine;
    this.peer = peer;
    this.exchange = new Exchange(desk.home(), desk.setting().meeting(), mine);
  }

  /// Exchanges with the peer that a person names, else with the first, and tells what came of it.
  static int run(Desk desk, Way way, @Nullable String typed) {
    SpaceBook.Entry entry = desk.entry();
    SpaceBook.Peer meant = typed == null ? first(entry) : peer(desk, entry, typed);
    try (OpenSpace mine = desk.home().open(entry)) {
      return new Visit(desk, mine, meant).run(way);
    }
  }

  /// The peer that a person means by a name, or by an address that may be new.
  static SpaceBook.Peer peer(Desk desk, SpaceBook.Entry entry, String typed) {
    return entry.peer(typed).orElseGet(() -> byAddress(desk, entry, typed));
  }

  private static SpaceBook.Peer byAddress(Desk desk, SpaceBook.Entry entry, String typed) {
    Address address = Address.parse(typed, desk.folder());
    boolean nothing = address instanceof Address.Folder folder && !Files.exists(folder.path());
    if (nothing && entry.at(address).isEmpty()) {
      throw new Refusal(
          "there is no peer '"
              + typed
              + "', and no folder "
              + Path.of(address.text())
              + "; peers are: "
              + (entry.peers().isEmpty() ? "none" : names(entry))
              + "; add one with: skein peer add NAME ADDRESS");
    }
    return entry.at(address).orElseGet(() -> entry.fresh(address));
  }

  private static String names(SpaceBook.Entry entry) {
    return String.join(", ", entry.peers().stream().map(SpaceBook.Peer::name).toList());
  }

  /// The first peer, which is the one that the space was cloned from.
  static SpaceBook.Peer first(SpaceBook.Entry entry) {
    if (entry.peers().isEmpty()) {
      throw new Refusal(
          "this space has no peer yet; name the folder of another home, or add one with:"
              + " skein peer add NAME ADDRESS");
    }
    return entry.peers().getFirst();
  }

  /// Exchanges, and tells what came of it.
  int run(Way way) {
    Halves halves =
        switch (way) {
          case PULL -> new Halves(pull(), null);
          case SHALLOW ->
              new Halves(
                  exchange.pullShallow(peer, lines -> progress(lines, " changesets came")), null);
          case PUSH -> new Halves(null, push());
          case BOTH -> both();
        };
    desk.screen().progressDone();
    tell(halves);
    boolean broken =
        halves.pull() instanceof Meeting.Broken || halves.push() instanceof Meeting.Broken;
    return broken ? Exit.REFUSED : Exit.DONE;
  }

  private Halves both() {
    Meeting.Outcome pulled = pull();
    boolean done =
        pulled instanceof Meeting.Broken || (pulled instanceof Meeting.Met met && met.same());
    return new Halves(pulled, done || !peer.takes() ? null : push());
  }

  private Meeting.Outcome pull() {
    return exchange.pull(peer, lines -> progress(lines, " changesets came"));
  }

  private Meeting.Outcome push() {
    if (!peer.takes()) {
      throw new Refusal(
          "the peer '"
              + peer.name()
              + "' lets this home only read; ask whoever runs it for an invitation that may write");
    }
    return exchange.push(peer, lines -> progress(lines, " changesets went"));
  }

  private void progress(long lines, String what) {
    desk.screen().progress(peer.name() + ": " + lines + what);
  }

  private void tell(Halves halves) {
    say(halves.pull(), "from " + peer.name() + ", ");
    say(halves.push(), "from here, to " + peer.name() + ", ");
    int open = mine.replica().read(Visit::open);
    PeerBook.Account account = desk.home().peers(mine.entry().id()).of(peer.name());
    String digest = mine.replica().frontier().digest().hex();
    if (desk.json()) {
      desk.screen().json(json(halves, account.standing(digest)).put("conflicts", open));
      return;
    }
    String moved = moved(halves);
    if (!moved.isEmpty()) {
      desk.screen()
          .line(mine.name() + ": " + moved + "; " + PeerText.words(account.standing(digest), peer));
    }
    if (open > 0) {
      desk.screen()
          .line(open + " record(s) in open conflict; see: skein -s " + mine.name() + " conflicts");
    }
  }

  private static int open(Snapshot view) {
    return view.conflicts().size();
  }

  /// How many changesets went over, as far as it was tried and came to its end.
  private String moved(Halves halves) {
    StringBuilder text = new StringBuilder();
    if (halves.pull() instanceof Meeting.Met met) {
      text.append(count(met.lines())).append(" came from ").append(peer.name());
    }
    if (halves.push() instanceof Meeting.Met met) {
      text.append(text.isEmpty() ? "" : ", ");
      text.append(count(met.lines())).append(" went to ").append(peer.name());
    }
    Meeting.Posted posted = posted(halves);
    if (posted.came() + posted.raised() > 0) {
      text.append(", ").append(posts(posted.came() + posted.raised())).append(" came");
    }
    if (posted.went() > 0) {
      text.append(", ").append(posts(posted.went())).append(" went");
    }
    return text.toString();
  }

  private static String posts(long count) {
    return count + (count == 1 ? " post" : " posts");
  }

  private static Meeting.Posted posted(Halves halves) {
    Meeting.Posted came =
        halves.pull() instanceof Meeting.Met met ? met.posted() : Meeting.Posted.NONE;
    return halves.push() instanceof Meeting.Met met ? came.plus(met.posted()) : came;
  }

  private static String count(long lines) {
    return lines + (lines == 1 ? " changeset" : " changesets");
  }

  /// What is to be said besides: remarks with the sender's name, a clock that differs, a failure.
  private void say(Meeting.@Nullable Outcome outcome, String sender) {
    switch (outcome) {
      case null -> {}
      case Meeting.Met met -> {
        met.remarks().forEach(remark -> desk.screen().complain("skein: " + sender + remark));
        Duration ahead = met.clockAhead();
        if (ahead.abs().compareTo(Exchange.MOST_CLOCK_SKEW) > 0) {
          desk.screen().complain("skein: the clock of " + peer.name() + " is ahead by " + ahead);
        }
        if (met.renewed()) {
          desk.screen()
              .complain(
                  "skein: the replica that took them had been copied or restored; it goes on under"
                      + " a new identity");
        }
      }
      case Meeting.Broken broken -> {
        broken.remarks().forEach(remark -> desk.screen().complain("skein: " + sender + remark));
        desk.screen().complain("skein: " + peer.name() + ": " + broken.reason());
      }
    }
  }

  private Doc json(Halves halves, PeerBook.Standing standing) {
    Doc doc = new Doc().put("name", mine.name()).put("peer", peer.name());
    doc.put("address", peer.address()).put("state", standing.text());
    List<Value> remarks = new ArrayList<>();
    add(doc, "came", halves.pull(), remarks);
    add(doc, "went", halves.push(), remarks);
    if (mine.posts().isPresent()) {
      Meeting.Posted posted = posted(halves);
      Doc counts = new Doc().put("came", posted.came()).put("raised", posted.raised());
      doc.put("posts", counts.put("went", posted.went()).value());
    }
    return doc.put("remarks", Value.of(remarks));
  }

  private static void add(
      Doc doc, String way, Meeting.@Nullable Outcome half, List<Value> remarks) {
    if (half != null) {
      doc.put(way, half.lines());
      half.remarks().stream().map(PeerBook::json).forEach(remarks::add);
    }
    if (half instanceof Meeting.Met met) {
      doc.put("clockAheadMillis", met.clockAhead().toMillis()).put("renewed", met.renewed());
    }
    if (half instanceof Meeting.Broken broken) {
      doc.put("error", broken.reason());
    }
  }
}
