package skein.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.app.home.DiskTrouble;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.app.meeting.BlobFetch;
import skein.core.merge.PropertyView;
import skein.core.replica.Snapshot;
import skein.core.value.Bytes;
import skein.server.shape.Doc;
import skein.store.blobs.Reference;
import skein.sync.blob.HttpBlobs;

/// Writes what is attached to a record into a file.
@Command(
    name = "attachment",
    description = "Writes what is attached to a record into a file.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nIf it is not here, it is fetched from the first peer that has it. A file is attached by",
      "create or update: name=@FILE. An existing file is refused. Without -o the file is called",
      "as the property. JSON: file, type, bytes, sha256.",
      "%nExamples:",
      "  $ skein -s bugs update ticket/T1 screenshot=@items.csv",
      "  $ skein -s bugs attachment ticket/T1 screenshot -o seen.csv"
    })
final class Attachment implements Callable<Integer> {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "RECORD", description = "Its local number, or type/id.")
  private String record = "";

  @Parameters(index = "1", paramLabel = "PROPERTY", description = "What it is attached as.")
  private String property = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write it; it must not exist yet.")
  private @Nullable String output;

  Attachment(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Path file = file();
    if (Files.exists(file)) {
      throw new Refusal(file + " is there already; say another name with -o");
    }
    Reference reference;
    BlobFetch fetch;
    try (OpenSpace space = desk.open()) {
      reference = space.replica().read(this::reference);
      fetch = new BlobFetch(desk.home(), space.entry());
    }
    try (InputStream in = fetch.open(new HttpBlobs.Wanted(reference.sha256(), reference.size()))) {
      write(in, reference, file);
    } catch (IOException e) {
      throw new Refusal(file + " cannot be written: " + DiskTrouble.why(e), e);
    }
    tell(reference, file);
    return Exit.DONE;
  }

  private Path file() {
    String given = output;
    if (given == null && !property.matches("[\\p{L}\\p{N}_][\\p{L}\\p{N} ._-]{0,63}")) {
      throw new Refusal("'" + property + "' cannot name a file; say where to write it with -o");
    }
    return desk.path(given == null ? property : given);
  }

  private Reference reference(Snapshot view) {
    PropertyView found = desk.find(view, record).view().properties().get(property);
    return Optional.ofNullable(found)
        .flatMap(shown -> Reference.parse(shown.value()))
        .orElseThrow(
            () ->
                new Refusal(
                    "nothing is attached to %s as '%s'; attach a file: skein update %s %s=@FILE"
                        .formatted(record, property, record, property)));
  }

  /// Writes aside first: the file is there whole or not at all.
  private static void write(InputStream from, Reference reference, Path file) throws IOException {
    Path aside = Files.createTempFile(file.resolveSibling("."), ".skein", ".part");
    try {
      DigestInputStream in = new DigestInputStream(from, sha256());
      try (var out = Files.newOutputStream(aside)) {
        in.transferTo(out);
      }
      if (!Bytes.of(in.getMessageDigest().digest()).equals(reference.sha256())) {
        throw new Refusal(
            "the attachment "
                + reference.sha256().hex()
                + " is damaged in this home; remove that file from its blobs, to fetch it again");
      }
      Files.move(aside, file);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private void tell(Reference reference, Path file) {
    if (desk.json()) {
      desk.screen()
          .json(
              new Doc()
                  .put("file", file.toString())
                  .put("type", reference.type())
                  .put("bytes", reference.size())
                  .put("sha256", reference.sha256().hex()));
    } else {
      desk.screen().line("wrote " + file + ", " + reference.size() + " bytes, " + reference.type());
    }
  }
}
