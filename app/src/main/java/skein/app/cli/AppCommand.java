package skein.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.app.grammar.SizeText;
import skein.app.home.AppBook;
import skein.app.home.AppLimits;
import skein.app.home.AppLink;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.home.OwnerKey;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.app.hosting.AppCreation;
import skein.app.hosting.AppJoin;
import skein.app.hosting.Summary;
import skein.core.value.SpaceId;
import skein.server.node.Node;
import skein.server.shape.Doc;

/// Makes, joins, fills and lists apps.
@Command(
    name = "app",
    description = "Makes, joins, fills, lists and leaves apps: pages that their readers host.",
    mixinStandardHelpOptions = true,
    footer = {
      "%n  app create [NAME]        makes one, which this home owns; only it changes its files",
      "  app put APP PATH         puts a folder, or one file, into it: what has changed, and no"
          + " more",
      "  app join LINK [NAME]     hosts the app of somebody else: all of it comes, and stays in"
          + " step",
      "  app list                 all apps of this home, with what leads others to them",
      "  app open APP             opens it in the browser, at the node of this home",
      "  app peers APP [HOST:PORT]  lists its peers, or adds one",
      "  app public APP PORT|off  serves it to everybody, at a port of its own, or no longer",
      "  app leave APP            hosts it no longer, and deletes it here",
      "  app backup-key APP FILE  keeps the key by which it is changed; keep the file safe",
      "  app restore-key FILE     changes it from here as well; the app must have been joined",
      "%nAPP is its name here, or its id. Apps are served by skein serve. JSON: id, name, title,",
      "owned, files, bytes, posts, state (ready, arriving), progress, peers, link, public (port)",
      "if it is; of peers: address, state; of put: path, result (put, same, deleted) a line; of",
      "the others: id, name, result.",
      "%nExamples:",
      "  $ skein app create board --max-size 20MB",
      "  $ skein app put board items.csv",
      "  $ skein app list --json",
      "  $ skein app peers board",
      "  $ skein app backup-key board board.key"
    })
final class AppCommand implements Callable<Integer> {
  private static final Set<String> ACTIONS =
      Set.of(
          "create",
          "put",
          "join",
          "list",
          "open",
          "peers",
          "public",
          "leave",
          "backup-key",
          "restore-key");

  private final Desk desk;

  @Parameters(index = "0", arity = "0..1", paramLabel = "ACTION", description = "See below.")
  private String action = "list";

  @Parameters(index = "1..*", paramLabel = "APP, …", description = "What it is about.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--max-size",
      paramLabel = "SIZE",
      description = "create: content and posts together; join: the most it may take here; 100MB.")
  private @Nullable String maxSize;

  @Option(names = "--max-file", paramLabel = "SIZE", description = "create: one file; 10MB.")
  private @Nullable String maxFile;

  @Option(
      names = "--effort",
      paramLabel = "NONCES",
      description = "create: how much work each post carries; 1000.")
  private long effort = AppLimits.DEFAULT.effort();

  @Option(names = "--delete", description = "put: delete what is not in the folder.")
  private boolean delete;

  AppCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    if (!ACTIONS.contains(action)) {
      throw new IllegalArgumentException(
          "'app %s' is not known: say %s".formatted(action, String.join(", ", ACTIONS)));
    }
    return switch (action) {
      case "create" -> create();
      case "join" -> join();
      case "put" -> new AppPut(desk, delete).run(entry(), desk.path(word(1)));
      case "open" -> open();
      case "peers" -> peers();
      case "public" -> publish();
      case "leave" -> leave();
      case "backup-key" -> backupKey();
      case "restore-key" -> restoreKey();
      default -> list();
    };
  }

  private String word(int place) {
    if (place < words.size()) {
      return words.get(place);
    }
    throw new IllegalArgumentException("app " + action + " needs more than that");
  }

  private Home home() {
    return desk.home();
  }

  /// The app that is meant, by its name or id.
  private SpaceBook.Entry entry() {
    String typed = word(0);
    SpaceBook book = home().book();
    Optional<SpaceBook.Entry> found = book.named(typed);
    if (found.isEmpty() && typed.matches("[0-9a-f]{40}")) {
      found = book.of(SpaceId.parse(typed));
    }
    return found
        .filter(entry -> home().hasPosts(entry.id()))
        .orElseThrow(
            () ->
                new Refusal(
                    "there is no app '" + typed + "' here; list them with: skein app list"));
  }

  private int told(SpaceId id, String name, String result) {
    if (desk.json()) {
      desk.screen()
          .json(new Doc().put("id", id.toString()).put("name", name).put("result", result));
    } else {
      desk.screen().line(result + " the app '" + name + "', " + id);
    }
    return Exit.DONE;
  }

  private int create() {
    String name = words.isEmpty() ? null : word(0);
    AppLimits usual = AppLimits.DEFAULT;
    AppLimits limits =
        new AppLimits(
            maxSize == null ? usual.bytes() : SizeText.parse(maxSize),
            maxFile == null ? usual.fileBytes() : SizeText.parse(maxFile),
            effort);
    SpaceId id = new AppCreation(home()).create(name, limits);
    return told(id, home().book().of(id).orElseThrow().name(), "made");
  }

  private int join() {
    AppLink link = AppLink.parse(word(0));
    String name = words.size() > 1 ? word(1) : null;
    AppJoin joining = new AppJoin(home());
    joining.remember(link, name);
    String most = maxSize;
    if (most != null) {
      long bytes = SizeText.parse(most);
      home()
          .changeApps(
              book ->
                  book.with(book.of(link.id()).orElse(AppBook.Entry.of(link.id())).within(bytes)));
    }
    AppJoin.Asked asked = joining.ask(link.id());
    if (!asked.joined()) {
      asked.reasons().forEach((peer, why) -> desk.screen().complain("skein: " + peer + ": " + why));
      throw new Refusal(
          "nobody was reached who has the app; it is remembered, and a node of this home (skein"
              + " serve) goes on trying; add a peer with: skein app join LINK");
    }
    SpaceBook.Entry entry = home().book().of(link.id()).orElseThrow();
    return new AppFetch(desk).run(entry);
  }

  private int list() {
    for (SpaceBook.Entry entry : home().book().spaces()) {
      if (home().hasPosts(entry.id())) {
        try (OpenSpace space = home().open(entry)) {
          AppText.tell(desk, new Summary(home(), space).card(AppText.states(desk, space)));
        }
      }
    }
    return Exit.DONE;
  }

  private int open() {
    SpaceBook.Entry entry = entry();
    String node =
        home()
            .node()
            .running()
            .map(running -> running.addresses().getFirst())
            .orElseThrow(
                () -> new Refusal("no node serves this home; start one with: skein serve"));
    Browser.show(desk, node + "/" + entry.id() + "/");
    return Exit.DONE;
  }

  private int peers() {
    SpaceBook.Entry entry = entry();
    if (words.size() > 1) {
      new AppJoin(home()).remember(new AppLink(entry.id(), List.of(word(1))), null);
      return told(entry.id(), entry.name(), "added a peer of");
    }
    try (OpenSpace space = home().open(entry)) {
      AppText.peers(desk, new Summary(home(), space).card(AppText.states(desk, space)));
    }
    return Exit.DONE;
  }

  /// A node that runs begins within a second.
  private int publish() {
    SpaceBook.Entry entry = entry();
    boolean off = word(1).equals("off");
    if (!off && !word(1).matches("[1-9][0-9]{0,4}")) {
      throw new IllegalArgumentException("'" + word(1) + "' is no port; say 1 to 65535, or off");
    }
    Long port = off ? null : Long.valueOf(word(1));
    Long before = home().apps().of(entry.id()).map(AppBook.Entry::port).orElse(null);
    if (port != null && !port.equals(before)) {
      Node.hindrance(port.intValue()).ifPresent(this::warn);
    }
    home()
        .changeApps(
            book -> book.with(book.of(entry.id()).orElse(AppBook.Entry.of(entry.id())).at(port)));
    return told(
        entry.id(), entry.name(), off ? "made private" : "made public at port " + port + ":");
  }

  private void warn(String why) {
    desk.screen().complain("skein: " + why + "; a node of this home goes on trying");
  }

  private int leave() {
    SpaceBook.Entry entry = entry();
    NodeCall.leave(desk, entry.id());
    return told(entry.id(), entry.name(), "left");
  }

  private int backupKey() {
    SpaceBook.Entry entry = entry();
    Path file = desk.path(word(1));
    OwnerKey.keep(home(), entry.id(), file);
    return told(entry.id(), entry.name(), "kept the key of");
  }

  private int restoreKey() {
    byte[] kept = OwnerKey.read(desk.path(word(0)));
    SpaceId id = OwnerKey.app(kept);
    SpaceBook.Entry entry =
        home()
            .book()
            .of(id)
            .orElseThrow(
                () -> new Refusal("the app " + id + " is not here; join it first: skein app join"));
    try (OpenSpace space = home().open(entry)) {
      OwnerKey.restore(home(), space, kept);
    }
    return told(id, entry.name(), "restored the key of");
  }
}
