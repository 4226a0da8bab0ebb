package skein.app.cli;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import skein.app.home.AccessBook;
import skein.app.home.Invitations;
import skein.app.home.Link;
import skein.app.home.NodeFiles;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.app.view.QrText;
import skein.server.http.Guard;
import skein.server.shape.Doc;

/// Invites another machine.
@Command(
    name = "share",
    description = "Invites another machine: prints a link that lets one replica in, once.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nThe link holds the address of the node that serves this home (skein serve), the space,",
      "the node's identity and a one-time secret. On the other machine, one command takes it up:",
      "it clones the space, gets the right to write, and remembers this node as a peer.",
      "JSON: link, command, space, name, mode, until; of --list, an object a line: name, mode,",
      "since.",
      "%nExamples:",
      "  $ skein -s bugs share",
      "  $ skein -s bugs share --read-only --for 2h",
      "  $ skein -s bugs share --list"
    })
final class Share implements Callable<Integer> {
  private final Desk desk;

  @Option(names = "--read-only", description = "Whoever takes it up may read, not write.")
  private boolean readOnly;

  @Mixin private LinkOptions options = new LinkOptions();

  @Option(
      names = "--insecure",
      description = "Also if the secret goes to another machine over plain HTTP.")
  private boolean insecure;

  @Option(names = "--list", description = "Tell who was let in, and invite nobody.")
  private boolean list;

  @Option(
      names = "--end",
      paramLabel = "NAME",
      description = "Let a peer that was let in come no more; what it has, it keeps.")
  private @Nullable String end;

  Share(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    SpaceBook.Entry entry = desk.entry();
    String ended = end;
    if (ended != null) {
      return end(entry, ended);
    }
    return list ? list(entry) : invite(entry);
  }

  private int list(SpaceBook.Entry entry) {
    for (AccessBook.Guest guest : desk.home().access(entry.id()).read().guests()) {
      String since = guest.since().truncatedTo(ChronoUnit.SECONDS).toString();
      if (desk.json()) {
        Doc doc = new Doc().put("name", guest.name()).put("mode", guest.mode().text());
        desk.screen().json(doc.put("since", since));
      } else {
        desk.screen().line(guest.name() + "  may " + guest.mode().text() + ", since " + since);
      }
    }
    return Exit.DONE;
  }

  private int end(SpaceBook.Entry entry, String name) {
    if (!desk.home().invitations(entry).dismiss(name)) {
      throw new Refusal("nobody was let in as '" + name + "'; see: skein share --list");
    }
    if (desk.json()) {
      desk.screen().json(new Doc().put("ended", name));
    } else {
      desk.screen().line(name + " is let in no more; its grant, if it has one, stays good");
    }
    return Exit.DONE;
  }

  private int invite(SpaceBook.Entry entry) {
    NodeFiles.Running node = LinkOptions.running(desk);
    String at = options.address(node);
    URI space = URI.create(at + "/s/" + entry.id());
    if (space.getHost() == null) {
      throw new IllegalArgumentException(
          "'" + at + "' is no address; it reads http(s)://HOST:PORT");
    }
    if (!Guard.keepsSecrets(space) && !insecure) {
      throw new Refusal(
          "the secret in the link would go to "
              + space.getHost()
              + " over plain HTTP, for all on the way to read; serve with TLS (skein serve --listen"
              + " without --insecure), or say --insecure");
    }
    Instant now = Instant.ofEpochMilli(desk.home().surroundings().clockMillis().getAsLong());
    AccessBook.Mode mode = readOnly ? AccessBook.Mode.READ : AccessBook.Mode.WRITE;
    Invitations.Offer offer = new Invitations.Offer(mode, options.duration());
    String secret = desk.home().invitations(entry).invite(offer, now);
    String pin = "https".equals(space.getScheme()) ? node.pin() : null;
    Link link = new Link(space, entry.name(), pin, new Link.Secret(secret));
    tell(link, offer, now.plus(offer.lasts()).truncatedTo(ChronoUnit.SECONDS));
    return Exit.DONE;
  }

  private void tell(Link link, Invitations.Offer offer, Instant until) {
    String command = "skein clone '" + link.text() + "'";
    if (desk.json()) {
      desk.screen()
          .json(
              new Doc()
                  .put("link", link.text())
                  .put("command", command)
                  .put("space", link.id().toString())
                  .put("name", link.name())
                  .put("mode", offer.mode().text())
                  .put("until", until.toString()));
      return;
    }
    desk.screen().line(link.text());
    desk.screen().line("");
    desk.screen().line("on the other machine, once, until " + until + ":");
    desk.screen().line("  " + command);
    if (Guard.isLoopback(String.valueOf(link.space().getHost()))) {
      desk.screen()
          .line(
              "this address works on this machine alone; for others: skein serve --listen ADDRESS");
    }
    if (desk.screen().keyboard().isPresent()) {
      desk.screen().drawing(QrText.of(link.text()));
    }
  }
}
