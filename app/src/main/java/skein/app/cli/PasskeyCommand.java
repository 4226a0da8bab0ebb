package skein.app.cli;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import skein.app.home.NodeFiles;
import skein.app.home.PasskeyBook;
import skein.app.home.PasskeyHolder;
import skein.app.home.PasskeyHolder.Passkey;
import skein.app.home.Refusal;
import skein.core.value.Bytes;
import skein.server.http.Guard;
import skein.server.shape.Doc;

/// Helps people of a hub who lost a passkey.
@Command(
    name = "passkey",
    description = "Lets somebody in again who lost a passkey of this hub.",
    mixinStandardHelpOptions = true,
    footer = {
      "%n  passkey list               everybody who signs in by passkey, and the keys (also",
      "                             without a word)",
      "  passkey list USER          the keys of one person",
      "  passkey link USER          a link by which that person adds a passkey, once",
      "  passkey remove USER KEY    removes a lost one, by the first digits of its id",
      "%nWhoever has the link gets what that person keeps at this hub: be sure whom you give it",
      "to. It stands at the address by which people know the hub: a passkey belongs to the name",
      "in it. A newer link ends the one before. A passkey that is removed here lets nobody in any",
      "more, but who is signed in stays so, 30 days at most; removing it in the hub's own window,",
      "as the person can, ends that too.",
      "JSON: of list, an object a line: user, id, label, made, used; of link: link, user, until;",
      "of remove: user, removed.",
      "%nExamples:",
      "  $ skein passkey list ann",
      "  $ skein passkey link ann --address https://hub.example",
      "  $ skein passkey link ann --for 2h",
      "  $ skein passkey remove ann 5f3a90c1"
    })
final class PasskeyCommand implements Callable<Integer> {
  private static final int SHORT = 8;

  private final Desk desk;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "list, link or remove; else they are listed.")
  private String action = "list";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "USER",
      description = "Who; the name by which he signs in.")
  private @Nullable String user;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "KEY",
      description = "The first digits of the id of a passkey.")
  private @Nullable String key;

  @Mixin private LinkOptions options = new LinkOptions();

  PasskeyCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    switch (action) {
      case "list" -> people().forEach(this::list);
      case "link" -> link(person());
      case "remove" -> remove(person());
      default ->
          throw new IllegalArgumentException(
              "'" + action + "' is not known: say list, link or remove");
    }
    return Exit.DONE;
  }

  private PasskeyBook book() {
    return desk.home().node().passkeys();
  }

  private List<PasskeyHolder> people() {
    return user == null ? book().all() : List.of(person());
  }

  private PasskeyHolder person() {
    String name = user;
    if (name == null) {
      throw new IllegalArgumentException("passkey " + action + " needs the name of a person");
    }
    return book()
        .find(PasskeyHolder.handle(name))
        .orElseThrow(
            () ->
                new Refusal(
                    "nobody called '" + name + "' has made a passkey here; see: skein passkey"));
  }

  private void list(PasskeyHolder person) {
    if (desk.json()) {
      person.keys().forEach(one -> desk.screen().json(json(person, one)));
      return;
    }
    desk.screen().line(person.user() + (person.keys().isEmpty() ? "  has no passkey" : ""));
    person.keys().forEach(one -> desk.screen().line("  " + words(one)));
  }

  private static Doc json(PasskeyHolder person, Passkey one) {
    return new Doc()
        .put("user", person.user())
        .put("id", one.id().hex())
        .put("label", one.label())
        .putIfThere("made", time(one.made()).orElse(null))
        .putIfThere("used", time(one.used()).orElse(null));
  }

  private static Optional<String> time(@Nullable Instant time) {
    return Optional.ofNullable(time).map(known -> known.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static String words(Passkey one) {
    String id = one.id().hex();
    return id.substring(0, Math.min(SHORT, id.length()))
        + (one.label().isEmpty() ? "" : "  " + one.label())
        + time(one.made()).map(at -> "  made " + at).orElse("")
        + time(one.used()).map(at -> "  used " + at).orElse("");
  }

  private void link(PasskeyHolder person) {
    NodeFiles.Running node = LinkOptions.running(desk);
    String page = node.signIn();
    if (page == null) {
      throw new Refusal(
          "the node that serves this home lets nobody in by passkey; start it with:"
              + " skein serve --hub-passkeys");
    }
    String origin = origin(options.address(node));
    Instant now = Instant.ofEpochMilli(desk.home().surroundings().clockMillis().getAsLong());
    Instant until = now.plus(options.duration()).truncatedTo(ChronoUnit.SECONDS);
    String secret = book().invite(person.user(), until).orElseThrow().text();
    tell(person, origin + page + "?origin=" + encoded(origin) + "#link=" + encoded(secret), until);
  }

  /// Where people reach the hub, by a name: a passkey belongs to none of a number.
  private static String origin(String address) {
    String named = address.replaceFirst("^(https?)://127\\.0\\.0\\.1(?=:|$)", "$1://localhost");
    URI uri = URI.create(named);
    String host = uri.getHost();
    if (host == null || !uri.getRawPath().isEmpty()) {
      throw new IllegalArgumentException(
          "'" + address + "' is no address; it reads https://HOST or https://HOST:PORT");
    }
    if (host.startsWith("[") || host.matches("[0-9.]+")) {
      throw new Refusal(
          "a passkey belongs to a name, not to "
              + host
              + "; say the one by which people know the"
              + " hub: --address https://NAME");
    }
    if (!Guard.keepsSecrets(uri)) {
      throw new Refusal("browsers make passkeys over https only; say --address https://" + host);
    }
    return named;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void tell(PasskeyHolder person, String link, Instant until) {
    if (desk.json()) {
      desk.screen()
          .json(
              new Doc()
                  .put("link", link)
                  .put("user", person.user())
                  .put("until", until.toString()));
      return;
    }
    desk.screen().line(link);
    desk.screen().line("");
    desk.screen().line("by this, " + person.user() + " adds a passkey, once, until " + until);
  }

  private void remove(PasskeyHolder person) {
    Passkey gone = chosen(person);
    Bytes handle = PasskeyHolder.handle(person.user());
    if (book().change(handle, holder -> holder.without(gone.id())).isEmpty()) {
      throw new Refusal("this passkey was removed meanwhile");
    }
    if (desk.json()) {
      desk.screen().json(new Doc().put("user", person.user()).put("removed", gone.id().hex()));
    } else {
      desk.screen().line("removed " + words(gone) + "; nobody signs in by it any more");
    }
  }

  private Passkey chosen(PasskeyHolder person) {
    String start = key;
    if (start == null) {
      throw new IllegalArgumentException("passkey remove needs the first digits of a key's id");
    }
    List<Passkey> meant =
        person.keys().stream().filter(one -> one.id().hex().startsWith(start)).toList();
    if (meant.size() != 1) {
      throw new Refusal(
          (meant.isEmpty() ? "no passkey" : "more than one passkey")
              + " of "
              + person.user()
              + " begins with '"
              + start
              + "'; see: skein passkey list "
              + person.user());
    }
    return meant.getFirst();
  }
}
