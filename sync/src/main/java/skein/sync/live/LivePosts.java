package skein.sync.live;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.sync.ending.Ending;
import skein.sync.posts.PostFeed;
import skein.sync.posts.PostSession;
import skein.sync.posts.PostSide;
import skein.sync.transport.Unreachable;

/// The posts on a live connection (spec/exchange.md, "Live"): compared once, when the client
/// begins, and from then on a feed of what is new, both ways. Confined to the thread of its
/// [LiveSide].
final class LivePosts {
  static final byte COMPARES = 'q';
  static final byte TELLS = 'f';

  private final PostSide side;
  private final Out out;
  private final LiveSide.Told told;
  private @Nullable PostSession comparing;
  private @Nullable PostFeed feed;

  /// Where messages go.
  @FunctionalInterface
  interface Out {
    void send(byte what, byte[] message);
  }

  LivePosts(PostSide side, Out out, LiveSide.Told told) {
    this.side = side;
    this.out = out;
    this.told = told;
  }

  /// The client begins; once.
  void begin() {
    PostSession session = PostSession.open(side);
    comparing = session;
    send(session.opening());
  }

  private void send(List<byte[]> messages) {
    messages.forEach(message -> out.send(COMPARES, message));
  }

  /// True while an answer of the other end is due.
  boolean isWaiting() {
    return comparing != null;
  }

  /// A message about what both have. At the server the first one begins, and there is one session.
  void onComparing(byte[] message) {
    PostSession session = comparing;
    if (session == null) {
      if (feed != null) {
        throw LiveSide.broken("it compares posts again");
      }
      session = PostSession.answer(side);
      comparing = session;
    }
    send(session.receive(message));
    if (!session.isOver()) {
      return;
    }
    comparing = null;
    told.compared(session.result());
    if (session.result().ending() instanceof Ending.Failed failed) {
      throw new Unreachable("the live connection ends: " + failed.reason());
    }
    feed = PostFeed.after(session).orElseThrow();
    tell();
  }

  /// What is new at the other end.
  void onTold(byte[] message) {
    PostFeed open = feed;
    if (open == null) {
      throw LiveSide.broken("it tells of new posts before they were compared");
    }
    PostFeed.Heard heard = open.hear(message);
    if (!heard.taken().isEmpty()) {
      told.posted(heard.taken().size());
    }
    heard
        .fault()
        .ifPresent(
            fault -> {
              throw LiveSide.broken(fault);
            });
  }

  /// Sends what is new here.
  void tell() {
    PostFeed open = feed;
    if (open != null) {
      for (Optional<byte[]> news = open.news(); news.isPresent(); news = open.news()) {
        out.send(TELLS, news.get());
      }
    }
  }
}
