package skein.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import skein.app.home.Archive;
import skein.app.home.OpenSpace;
import skein.app.home.SpaceBook;
import skein.app.verify.Verification;
import skein.core.post.PostReading;
import skein.core.replica.Replica;
import skein.core.replica.StoreBroken;
import skein.server.shape.Doc;

/// Proves that a store is sound, or says what is not.
@Command(
    name = "verify",
    description = "Computes all of the space again, and compares: after a disk accident, say.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nChecks the file, every chain, every signature, and that the records are what the log",
      "makes of them, in a replica in the system's folder for temporary files, which needs as much",
      "room; and that posts are what was posted, with the scores of their work. Nothing is",
      "changed, and others may write meanwhile. Damaged: the exit code is 1; restore a backup, or",
      "clone the space anew; posts come again from peers. Sound, but the log ends before what had",
      "been acknowledged: --renew lets it go on under a new identity, with nobody else using it;",
      "then pull.",
      "JSON: name, sound, changesets, signatures, records, posts, faultCount, faults, lost,",
      "renewed.",
      "%nExamples:",
      "  $ skein -s bugs verify"
    })
final class Verify implements Callable<Integer> {
  private final Desk desk;

  @Option(names = "--renew", description = "Where acknowledged changesets are lost: go on.")
  private boolean renew;

  Verify(Desk desk) {
    this.desk = desk;
  }

  /// What there is to tell. `posts`: how many there are, if there can be any; `postFaults`: what is
  /// wrong with them; `lost`: what is missing at the end of the log, if something is.
  private record Found(
      String name,
      Verification.Report report,
      Optional<Long> posts,
      List<String> postFaults,
      Optional<String> lost) {
    Verification.Counts counts() {
      return report.counts();
    }

    boolean isSound() {
      return faultCount() == 0 && lost.isEmpty();
    }

    long faultCount() {
      return report.faultCount() + postFaults.size();
    }

    List<String> faults() {
      return Stream.concat(report.faults().stream(), postFaults.stream()).distinct().toList();
    }
  }

  @Override
  public Integer call() {
    SpaceBook.Entry entry = desk.entry();
    Archive archive = new Archive(desk.home());
    Found found = look(archive, entry);
    desk.screen().progressDone();
    boolean renewed = renew && found.faultCount() == 0 && found.lost().isPresent();
    if (renewed) {
      archive.renew(entry);
    }
    tell(found, renewed);
    return renewed || found.isSound() ? Exit.DONE : Exit.REFUSED;
  }

  private Found look(Archive archive, SpaceBook.Entry entry) {
    desk.screen().progress("the file");
    List<String> faults = new ArrayList<>(archive.faults(entry));
    List<String> posts = archive.postFaults(entry);
    if (faults.isEmpty()) {
      try (OpenSpace space = desk.home().openReadOnly(entry)) {
        Verification.Report report = replayed(archive, space.replica());
        Optional<Long> count = space.posts().map(all -> all.store().read(PostReading::count));
        return new Found(entry.name(), report, count, posts, archive.lost(entry));
      } catch (StoreBroken broken) {
        faults.add(String.valueOf(broken.getMessage()));
      }
    }
    Verification.Report unread = Verification.Report.unread(faults);
    return new Found(entry.name(), unread, Optional.empty(), posts, Optional.empty());
  }

  private Verification.Report replayed(Archive archive, Replica replica) {
    return archive.withScratch(
        replica.charter(), scratch -> new Verification(scratch, this::progress).run(replica));
  }

  private void progress(long done) {
    desk.screen().progress(done + " changesets and records");
  }

  private void tell(Found found, boolean renewed) {
    if (desk.json()) {
      desk.screen()
          .json(
              new Doc()
                  .put("name", found.name())
                  .put("sound", found.isSound())
                  .put("changesets", found.counts().changesets())
                  .put("signatures", found.counts().signatures())
                  .put("records", found.counts().records())
                  .put("posts", found.posts().orElse(0L))
                  .put("faultCount", found.faultCount())
                  .putTexts("faults", found.faults())
                  .putIfThere("lost", found.lost().orElse(null))
                  .put("renewed", renewed));
      return;
    }
    found.faults().forEach(fault -> desk.screen().complain("skein: " + fault));
    found.lost().ifPresent(lost -> desk.screen().complain("skein: " + lost));
    desk.screen().line(sentence(found, renewed));
  }

  private static String sentence(Found found, boolean renewed) {
    String looked =
        "%s: %d changesets, %d signatures, %d records%s: "
            .formatted(
                found.name(),
                found.counts().changesets(),
                found.counts().signatures(),
                found.counts().records(),
                found.posts().map(count -> ", " + count + " posts").orElse(""));
    if (found.isSound()) {
      return looked + "sound";
    }
    if (!found.report().isSound()) {
      return looked
          + "DAMAGED, "
          + found.faultCount()
          + " fault(s). Keep the folder; restore a backup, or clone the space anew";
    }
    if (!found.postFaults().isEmpty()) {
      return looked
          + "DAMAGED, "
          + found.faultCount()
          + " fault(s), of posts alone. End the node and move posts.db away: they come again from"
          + " peers";
    }
    return renewed
        ? looked + "what is there is sound; it goes on under a new identity. Pull what others have"
        : looked + "what is there is sound. Go on under a new identity with: skein verify --renew";
  }
}
