package skein.sync.exchange;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import skein.core.history.Frontier;
import skein.core.history.Line;
import skein.core.replica.LiveDots;
import skein.core.replica.Received;
import skein.core.replica.Replica;
import skein.core.replica.ShallowPage;
import skein.core.replica.Wants;
import skein.core.value.Bytes;
import skein.sync.ending.Ending;

/// The side that gives. Writes nothing to its replica. Confined to its session.
final class Serving implements Role {
  private enum Turn {
    HELLO,
    WANT,
    ACK
  }

  private final Replica replica;
  private final boolean hasPosts;
  private final int pageLines;
  private Turn turn = Turn.HELLO;
  private Duration clockAhead = Duration.ZERO;
  private long until;
  private Wants wants = Wants.all(Map.of());
  private Frontier toldFrontier = Frontier.EMPTY;
  private long reached;
  private long pages;
  private long acknowledged;
  private boolean lastSent;
  private boolean offeredChanges;
  private boolean goesOn;
  private long sent;

  Serving(Held held, int pageLines) {
    this.replica = held.replica();
    this.hasPosts = held.posts().isPresent();
    this.pageLines = pageLines;
  }

  @Override
  public List<Message> opening() {
    return List.of();
  }

  @Override
  public Step on(Message message) {
    return switch (message) {
      case Message.Hello hello when turn == Turn.HELLO -> greet(hello);
      case Message.Want want when turn == Turn.WANT -> begin(want);
      case Message.Ack ack when turn == Turn.ACK -> goOn(ack);
      case Message.All all when offeredChanges && mayEnd() -> offerAll();
      case Message.Fill fill when mayEnd() -> fill(fill);
      case Message.Done done when mayEnd() -> Step.end(new Ending.Complete());
      case Message.All all -> Step.outOfTurn(all);
      case Message.Hello hello -> Step.outOfTurn(hello);
      case Message.Same same -> Step.outOfTurn(same);
      case Message.Offer offer -> Step.outOfTurn(offer);
      case Message.Want want -> Step.outOfTurn(want);
      case Message.Page page -> Step.outOfTurn(page);
      case Message.Ack ack -> Step.outOfTurn(ack);
      case Message.Fill fill -> Step.outOfTurn(fill);
      case Message.Filled filled -> Step.outOfTurn(filled);
      case Message.Done done -> Step.outOfTurn(done);
      case Message.Posts posts -> Step.outOfTurn(posts);
      case Message.Refuse refuse -> Step.outOfTurn(refuse);
    };
  }

  private boolean mayEnd() {
    return turn == Turn.WANT || (turn == Turn.ACK && lastSent);
  }

  private Step greet(Message.Hello hello) {
    if (!hello.space().equals(replica.space())) {
      return Step.refuse("this is space " + replica.space() + ", not " + hello.space());
    }
    if (hello.posts() && !hasPosts) {
      return Step.refuse("no posts of space " + replica.space() + " are kept here");
    }
    goesOn = hello.posts();
    clockAhead = Duration.ofMillis(hello.nowMillis() - nowMillis());
    State here = replica.read(view -> State.of(view, hello.since()));
    if (here.digest().equals(hello.digest())) {
      Message.Same same = new Message.Same(nowMillis(), here.end());
      turn = Turn.WANT;
      return hello.fills() ? Step.answer(same) : Step.end(same, new Ending.Same());
    }
    return offer(here);
  }

  private Step offerAll() {
    return offer(replica.read(view -> State.of(view, null)));
  }

  private Step offer(State here) {
    offeredChanges = here.changed();
    until = here.end().number();
    reached = 0;
    lastSent = false;
    turn = Turn.WANT;
    return Step.answer(
        new Message.Offer(
            nowMillis(), here.end(), here.digest(), here.changed(), here.purged(), here.heads()));
  }

  private long nowMillis() {
    return replica.surroundings().clockMillis().getAsLong();
  }

  private Step begin(Message.Want want) {
    wants = new Wants(want.have(), want.bodies());
    until = wants.isShallow() ? Long.MAX_VALUE : until;
    acknowledged = pages;
    turn = Turn.ACK;
    return Step.answer(nextPages());
  }

  private Step goOn(Message.Ack ack) {
    if (ack.page() != acknowledged || ack.page() >= pages) {
      return Step.blame("page " + ack.page() + " is acknowledged, not page " + acknowledged);
    }
    acknowledged++;
    return Step.answer(nextPages());
  }

  private List<Message> nextPages() {
    List<Message> messages = new ArrayList<>();
    while (!lastSent && pages - acknowledged < Limits.WINDOW_PAGES) {
      Replica.Page page = replica.lines(wants, new Replica.Span(reached, until), pageLines);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (Line line : page.lines()) {
        bytes.writeBytes(line.bytes());
      }
      int count = page.lines().size();
      Message.Beside beside = wants.isShallow() ? beside(page.content(), bytes) : null;
      messages.add(
          new Message.Page(pages, page.last(), count, beside, Bytes.of(bytes.toByteArray())));
      reached = page.reached();
      lastSent = page.last();
      sent += count;
      pages++;
    }
    return messages;
  }

  private Message.Beside beside(ShallowPage content, ByteArrayOutputStream bytes) {
    for (LiveDots record : content.records()) {
      bytes.writeBytes(LiveDotsLine.write(record));
      bytes.write('\n');
    }
    boolean isNew = pages == 0 || !content.frontier().equals(toldFrontier);
    toldFrontier = content.frontier();
    return new Message.Beside(
        content.purged(), content.records().size(), isNew ? content.frontier() : null);
  }

  /// Brings as many bodies as fit into a page.
  private Step fill(Message.Fill fill) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int lines = 0;
    int looked = 0;
    while (looked < fill.dots().size() && bytes.size() < Line.MAX_GROUP_BYTES) {
      for (Line line : replica.bodies(List.of(fill.dots().get(looked)))) {
        bytes.writeBytes(line.bytes());
        lines++;
      }
      looked++;
    }
    sent += lines;
    return Step.answer(new Message.Filled(looked, lines, Bytes.of(bytes.toByteArray())));
  }

  @Override
  public boolean goesOn() {
    return goesOn;
  }

  @Override
  public Received received() {
    return new Received(0, 0, List.of(), false);
  }

  @Override
  public long sent() {
    return sent;
  }

  @Override
  public Duration clockAhead() {
    return clockAhead;
  }

  @Override
  public @Nullable Since since() {
    return null;
  }

  @Override
  public @Nullable Bytes theirs() {
    return null;
  }
}
