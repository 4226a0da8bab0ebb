package skein.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.app.grammar.RecordName;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.app.view.Screen;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Found;
import skein.core.replica.Outcome;
import skein.core.replica.Snapshot;
import skein.core.value.SpaceId;
import skein.server.hosting.Bucket;
import skein.server.shape.OutcomeShape;

/// What all commands share: which space is meant, who writes, how an outcome is told. Confined to
/// one command line.
final class Desk {
  /// The file that ties a folder, and those in it, to a space: it holds the space's id.
  static final String TIE = ".skein";

  private final Setting setting;
  private final Skein root;

  Desk(Setting setting, Skein root) {
    this.setting = setting;
    this.root = root;
  }

  Setting setting() {
    return setting;
  }

  Home home() {
    return setting.home();
  }

  Screen screen() {
    return setting.screen();
  }

  boolean json() {
    return root.json();
  }

  /// The name after `-s`, null if there is none.
  @Nullable String named() {
    return root.space();
  }

  String author() {
    String given = root.author();
    return given != null ? given : setting.environment().getOrDefault("SKEIN_AUTHOR", user());
  }

  private String user() {
    return setting.user().isBlank() ? "unknown" : setting.user();
  }

  /// The working folder: the one of `-C`, else where the program was started.
  Path folder() {
    String given = root.folder();
    if (given == null) {
      return setting.folder();
    }
    Path folder = setting.folder().resolve(given);
    if (!Files.isDirectory(folder)) {
      throw new Refusal("there is no folder " + folder + " to work in; look at what follows -C");
    }
    return folder;
  }

  /// A path as the user typed it, seen from the working folder.
  Path path(String typed) {
    return folder().resolve(typed).toAbsolutePath().normalize();
  }

  /// Opens the space that is meant.
  OpenSpace open() {
    return home().open(entry());
  }

  /// The space that is meant; a refusal says how to name one.
  SpaceBook.Entry entry() {
    SpaceBook book = home().book();
    String name = named();
    if (name != null) {
      return book.named(name)
          .or(() -> Bucket.parse(name).flatMap(home().buckets()::of))
          .orElseThrow(() -> unknown("there is no space '" + name + "'", book));
    }
    Optional<Path> tie = tie();
    if (tie.isPresent()) {
      return tied(tie.get(), book);
    }
    if (book.spaces().size() == 1) {
      return book.spaces().getFirst();
    }
    throw book.spaces().isEmpty()
        ? unknown("there is no space", book)
        : unknown("there are several spaces: say which with -s NAME", book);
  }

  private Refusal unknown(String what, SpaceBook book) {
    String home = " in the home " + home().folder();
    return new Refusal(
        book.spaces().isEmpty()
            ? what + home + "; make one with: skein init -s NAME, or copy one: skein clone FOLDER"
            : what + home + "; it has: " + String.join(", ", book.names()));
  }

  private SpaceBook.Entry tied(Path tie, SpaceBook book) {
    try {
      SpaceId id = SpaceId.parse(Files.readString(tie).strip());
      return book.of(id)
          .orElseThrow(() -> unknown("the space that " + tie + " names is not", book));
    } catch (IOException e) {
      throw new UncheckedIOException(tie + " cannot be read", e);
    } catch (IllegalArgumentException e) {
      throw new Refusal(tie + " holds no space id; remove it, or say -s NAME", e);
    }
  }

  private Optional<Path> tie() {
    for (Path at = folder().toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve(TIE))) {
        return Optional.of(at.resolve(TIE));
      }
    }
    return Optional.empty();
  }

  /// The record that is meant, deleted ones too.
  Found find(Snapshot snapshot, String name) {
    Optional<Found> found =
        switch (RecordName.parse(name)) {
          case RecordName.Local local -> snapshot.record(local.id());
          case RecordName.Full full -> snapshot.record(full.key());
        };
    return found.orElseThrow(
        () ->
            new Refusal("there is no record " + name + " here; find one with: skein search TYPE"));
  }

  /// Says so if the space has nothing of this type: most likely it is a slip of the pen.
  void hintAtTypes(OpenSpace space, String type) {
    List<String> types = space.replica().read(view -> view.reading().types());
    if (!types.contains(type)) {
      List<String> named = types.stream().filter(name -> !name.startsWith("_")).toList();
      String others = named.isEmpty() ? "none yet" : String.join(", ", named);
      screen()
          .complain("skein: there are no records of type '%s'; types: %s".formatted(type, others));
    }
  }

  /// Writes one changeset and tells what came of it.
  int write(OpenSpace space, String verb, @Nullable String note, Edit edit) {
    return tell(
        space, verb, space.replica().commit(new Draft(author(), note, List.of(edit), null, false)));
  }

  /// Tells what came of a draft.
  int tell(OpenSpace space, String verb, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Committed committed -> space.replica().read(view -> told(view, verb, committed));
      case Outcome.Unchanged unchanged -> {
        if (json()) {
          screen().json(OutcomeShape.unchanged(unchanged));
        } else {
          screen().line("nothing to change: it stands so already");
        }
        yield left(unchanged.left());
      }
      case Outcome.Refused refused -> throw new Refusal(String.join("; ", refused.reasons()));
    };
  }

  private int told(Snapshot snapshot, String verb, Outcome.Committed committed) {
    List<Found> changed =
        committed.changed().stream().flatMap(key -> snapshot.record(key).stream()).toList();
    if (json()) {
      screen().json(OutcomeShape.written(committed, changed));
    } else {
      changed.forEach(
          found -> screen().line(verb + " " + found.localId() + " " + found.view().key()));
    }
    return left(committed.left());
  }

  private int left(List<String> left) {
    left.forEach(sentence -> screen().complain("skein: left as it is: " + sentence));
    return left.isEmpty() ? Exit.DONE : Exit.PARTLY;
  }
}
