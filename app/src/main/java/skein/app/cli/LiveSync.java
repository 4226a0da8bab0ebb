package skein.app.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import skein.app.home.Address;
import skein.app.home.Exchange;
import skein.app.home.Meeting;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.app.meeting.Staying;
import skein.server.shape.Doc;

/// What `sync --live` does after the first exchange: stays, and tells a line for all that happens.
final class LiveSync implements Staying.Told {
  /// How long the process waits for its own end.
  private static final Duration END_LIMIT = Duration.ofSeconds(15);

  private final Desk desk;
  private final OpenSpace mine;
  private final ReentrantLock screen = new ReentrantLock();

  LiveSync(Desk desk, OpenSpace mine) {
    this.desk = desk;
    this.mine = mine;
  }

  /// Those of `meant` that one can stay connected with. Refused if that is none of them.
  static List<SpaceBook.Peer> able(Desk desk, List<SpaceBook.Peer> meant) {
    List<SpaceBook.Peer> able = new ArrayList<>();
    for (SpaceBook.Peer peer : meant) {
      switch (peer.where()) {
        case Address.Url url -> able.add(peer);
        case Address.Folder folder -> desk.screen().complain("skein: " + no(peer, "a folder"));
        case Address.Bundle bundle -> desk.screen().complain("skein: " + no(peer, "a bundle"));
      }
    }
    if (able.isEmpty()) {
      throw new Refusal(
          "there is no peer to stay connected with: that takes a node, http(s)://HOST:PORT/s/…;"
              + " without --live the others are met once");
    }
    return able;
  }

  private static String no(SpaceBook.Peer peer, String what) {
    return "the peer '" + peer.name() + "' is " + what + ", which is met without --live only";
  }

  /// Stays with these peers until the process is ended, or this thread is interrupted.
  int stay(List<SpaceBook.Peer> peers) {
    CountDownLatch over = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    try (Staying staying = Staying.with(peers, mine, this)) {
      Thread end = Thread.ofPlatform().unstarted(() -> end(staying, over, caller));
      Runtime.getRuntime().addShutdownHook(end);
      staying.await(desk.setting().stores());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      over.countDown();
    }
    return Exit.DONE;
  }

  /// Ctrl-C is the way to end this, no failure: the process says 0, where Java would say 130; but
  /// not before the command has closed what it opened.
  private static void end(Staying staying, CountDownLatch over, Thread caller) {
    if (over.getCount() == 0) {
      return;
    }
    staying.end();
    try {
      if (caller.join(END_LIMIT)) {
        Runtime.getRuntime().halt(Exit.DONE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void connected(SpaceBook.Peer peer) {
    tell(doc(peer, "connected"), peer.name() + ": connected");
  }

  @Override
  public void broken(SpaceBook.Peer peer, String reason, Duration wait) {
    String again = "; next try in " + (wait.toMillis() + 999) / 1000 + " s";
    tell(
        doc(peer, "broken").put("error", reason).put("waitMillis", wait.toMillis()),
        peer.name() + ": broken: " + reason + again);
  }

  @Override
  public void pulled(SpaceBook.Peer peer, Meeting.Outcome outcome) {
    new Exchange(desk.home(), desk.setting().meeting(), mine).pulled(peer, outcome);
    if (outcome.lines() > 0) {
      String count = outcome.lines() == 1 ? " changeset" : " changesets";
      tell(
          doc(peer, "came").put("came", outcome.lines()),
          peer.name() + ": " + outcome.lines() + count + " came");
    }
    if (outcome instanceof Meeting.Broken broken) {
      tell(
          doc(peer, "broken").put("error", broken.reason()),
          peer.name() + ": broken: " + broken.reason());
    }
  }

  @Override
  public void posted(SpaceBook.Peer peer, int count) {
    if (count > 0) {
      tell(
          doc(peer, "came").put("posts", count),
          peer.name() + ": " + count + (count == 1 ? " post" : " posts") + " came");
    }
  }

  private Doc doc(SpaceBook.Peer peer, String event) {
    return new Doc().put("name", mine.name()).put("peer", peer.name()).put("event", event);
  }

  /// Peers have a thread each, the screen takes one at a time.
  private void tell(Doc doc, String line) {
    screen.lock();
    try {
      if (desk.json()) {
        desk.screen().json(doc);
      } else {
        desk.screen().line(line);
      }
      desk.screen().out().flush();
    } finally {
      screen.unlock();
    }
  }
}
