package skein.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.app.home.Archive;
import skein.app.home.OpenSpace;
import skein.server.shape.Doc;

/// Writes all of a space into one file.
@Command(
    name = "backup",
    description = "Writes all of the space into one file, while others go on writing.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nThe file holds all that was written before; for that moment it is whole. It never holds",
      "the secret of this replica: what is restored is a new replica. The owner key is in it if",
      "you ask for it; whoever has that can grant rights in your name. An existing file is",
      "refused. Attachments are in it as far as they are here. JSON: name, file, bytes, ownerKey.",
      "%nExamples:",
      "  $ skein -s bugs backup bugs.skein-backup"
    })
final class Backup implements Callable<Integer> {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "FILE", description = "The file; it must not exist yet.")
  private String file = "";

  @Option(names = "--with-owner-key", description = "The owner key as well; keep the file safe.")
  private boolean withOwnerKey;

  Backup(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws java.io.IOException {
    Path path = desk.path(file);
    try (OpenSpace space = desk.home().openReadOnly(desk.entry())) {
      new Archive(desk.home())
          .backup(
              space, path, withOwnerKey, bytes -> desk.screen().progress((bytes >> 20) + " MiB"));
      desk.screen().progressDone();
      long size = Files.size(path);
      if (desk.json()) {
        desk.screen()
            .json(
                new Doc()
                    .put("name", space.name())
                    .put("file", path.toString())
                    .put("bytes", size)
                    .put("ownerKey", withOwnerKey));
      } else {
        desk.screen().line(space.name() + ": backed up to " + path + ", " + size + " bytes");
      }
      return Exit.DONE;
    }
  }
}
