package skein.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import skein.app.home.OpenSpace;
import skein.app.view.ReplicaText;
import skein.server.shape.Doc;

/// Lists the replicas of a space; gives this one a new identity.
@Command(
    name = "replica",
    description = "Lists the replicas of the space; gives this one a new identity.",
    mixinStandardHelpOptions = true,
    footer = {
      "%n  replica list     every replica known here, with its last change (also without a word)",
      "  replica renew    this one goes on under a new identity",
      "%nA replica with two histories was copied or restored: both branches are kept, and count.",
      "A copy takes a new identity by itself as soon as it meets the other's lines. Renew before",
      "that, on one of the two, if you copied a home by hand: then there is no fork at all.",
      "What was written under the old identity stays, and stays signed by it. Where only granted",
      "replicas may write, the home that owns the space grants the new identity its right.",
      "JSON, one object a line: replica, own, changesets, last, grant (types it may write),",
      "branches (from, seq, mark, last). After renew: before, replica.",
      "%nExamples:",
      "  $ skein -s team replica",
      "  $ skein -s team replica renew"
    })
final class Replicas implements Callable<Integer> {
  private final Desk desk;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "list or renew; else they are listed.")
  private String action = "list";

  Replicas(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    try (OpenSpace space = desk.open()) {
      return switch (action) {
        case "list" -> list(space);
        case "renew" -> renew(space);
        default ->
            throw new IllegalArgumentException("'" + action + "' is not known: say list or renew");
      };
    }
  }

  private int list(OpenSpace space) {
    List<ReplicaText> all = space.replica().read(ReplicaText::all);
    for (ReplicaText one : all) {
      if (desk.json()) {
        desk.screen().json(one.json());
      } else {
        one.lines().forEach(desk.screen()::line);
      }
    }
    return Exit.DONE;
  }

  private int renew(OpenSpace space) {
    String before = space.replica().id().toString();
    desk.home().renew(space);
    String now = space.replica().id().toString();
    if (desk.json()) {
      desk.screen().json(new Doc().put("before", before).put("replica", now));
    } else {
      desk.screen().line("this replica was " + before + " and goes on as " + now);
    }
    return Exit.DONE;
  }
}
