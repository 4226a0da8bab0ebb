package skein.app.meeting;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import skein.app.home.Address;
import skein.app.home.Home;
import skein.app.home.Meeting;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.core.replica.StoreBroken;
import skein.sync.exchange.Held;
import skein.sync.exchange.Result;
import skein.sync.transport.InProcess;
import skein.sync.transport.Progress;
import skein.sync.transport.Pull;
import skein.sync.transport.Transport;
import skein.sync.transport.Unreachable;

/// Meets another home in its folder, within this process: a pull only reads it, a push writes.
///
/// @param home this home
public record Folders(Home home) implements Meeting {
  @Override
  public Outcome pull(OpenSpace mine, Call call, LongConsumer progress) {
    try (OpenSpace theirs = open(mine, call, false)) {
      Transport from = new InProcess(theirs.held());
      Held to = mine.held();
      Progress told = received -> progress.accept(received.integrated());
      Result result =
          call.shallow() ? Pull.shallow(from, to, told) : Pull.run(from, to, null, told);
      return Results.onlyRead(outcome(result, theirs, mine));
    } catch (Refusal | StoreBroken | Unreachable e) {
      return new Broken(0, List.of(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Outcome push(OpenSpace mine, Call call, LongConsumer progress) {
    try (OpenSpace theirs = open(mine, call, true)) {
      Progress told = received -> progress.accept(received.integrated());
      Transport from = new InProcess(mine.held());
      Result result = Pull.run(from, theirs.held(), null, told);
      return Results.fromTheOtherSide(outcome(result, mine, theirs));
    } catch (Refusal | StoreBroken | Unreachable e) {
      return new Broken(0, List.of(), String.valueOf(e.getMessage()));
    }
  }

  private static Outcome outcome(Result result, OpenSpace from, OpenSpace to) {
    boolean same = from.replica().frontier().digest().equals(to.replica().frontier().digest());
    return Results.outcome(result, same);
  }

  private OpenSpace open(OpenSpace mine, Call call, boolean writes) {
    Home other = other(home, call.peer().where());
    SpaceBook.Entry same =
        other
            .book()
            .of(mine.entry().id())
            .orElseThrow(
                () ->
                    new Refusal(
                        "the home "
                            + other.folder()
                            + " has no replica of this space; make one there with: skein clone"));
    return writes ? other.open(same) : other.openReadOnly(same);
  }

  /// The home in a folder; a refusal if there is none.
  public static Home other(Home home, Address address) {
    Path folder = Path.of(address.text());
    if (!Files.isDirectory(folder)) {
      throw new Refusal("there is no folder " + folder + "; is the disk or the share in place?");
    }
    Home other = home.at(folder);
    if (other.folder().equals(home.folder())) {
      throw new Refusal("the folder " + folder + " is this home itself");
    }
    if (other.book().spaces().isEmpty()) {
      throw new Refusal("the folder " + folder + " is not a home with spaces");
    }
    return other;
  }
}
