package skein.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/// All commands by name, in the order of the help. Making one costs a look at all its options, so
/// only the one that is meant is made.
final class Commands {
  /// The options of [Skein] that take the next word.
  private static final Set<String> WITH_VALUE = Set.of("-s", "--space", "-C", "--author");

  private Commands() {}

  /// Every command; a new one gets its line here.
  static SequencedMap<String, Function<Desk, Object>> all() {
    SequencedMap<String, Function<Desk, Object>> all = new LinkedHashMap<>();
    all.put("init", Init::new);
    all.put("clone", Clone::new);
    all.put("import", Import::new);
    all.put("export", Export::new);
    all.put("create", Create::new);
    all.put("update", Update::new);
    all.put("delete", Delete::new);
    all.put("purge", Purge::new);
    all.put("retention", Keep::new);
    all.put("undo", Undo::new);
    all.put("show", Show::new);
    all.put("attachment", Attachment::new);
    all.put("search", Search::new);
    all.put("history", History::new);
    all.put("log", Log::new);
    all.put("type", Type::new);
    all.put("pull", Pull::new);
    all.put("push", Push::new);
    all.put("sync", Sync::new);
    all.put("peer", Peer::new);
    all.put("replica", Replicas::new);
    all.put("status", Status::new);
    all.put("conflicts", Conflicts::new);
    all.put("resolve", Resolve::new);
    all.put("app", AppCommand::new);
    all.put("serve", Serve::new);
    all.put("share", Share::new);
    all.put("passkey", PasskeyCommand::new);
    all.put("ui", Ui::new);
    all.put("backup", Backup::new);
    all.put("restore", Restore::new);
    all.put("verify", Verify::new);
    all.put("info", About::new);
    return all;
  }

  /// What these arguments need: the command they name; none for the version; else all, so that the
  /// help lists them and an unknown word is answered with those that are like it.
  static Collection<Function<Desk, Object>> meant(String... arguments) {
    SequencedMap<String, Function<Desk, Object>> all = all();
    List<String> rest = new ArrayList<>(Arrays.asList(arguments));
    while (!rest.isEmpty()) {
      String word = rest.removeFirst();
      Function<Desk, Object> maker = all.get(word);
      if (maker != null) {
        return List.of(maker);
      }
      if (WITH_VALUE.contains(word) && !rest.isEmpty()) {
        rest.removeFirst();
      } else if (word.equals("--version") || word.equals("-V")) {
        return List.of();
      } else if (!word.startsWith("-")) {
        return all.values();
      }
    }
    return all.values();
  }
}
