package skein.app.meeting;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import skein.app.home.DiskTrouble;
import skein.app.home.Meeting;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.core.history.Charter;
import skein.core.history.Frontier;
import skein.core.replica.StoreBroken;
import skein.sync.bundle.Bundle;
import skein.sync.exchange.Held;
import skein.sync.exchange.Result;

/// Meets a bundle, a file that is carried: a pull reads it, a push writes it anew with all there
/// is.
public final class Bundles implements Meeting {
  private static final String LACKING =
      "a bundle holds every changeset whole, and this replica lacks the content of some"
          + " (skein retention tells how many); let the other clone from a home or a node instead";

  @Override
  public Outcome pull(OpenSpace mine, Call call, LongConsumer progress) {
    Path file = Path.of(call.peer().address());
    if (call.shallow()) {
      return new Broken(0, List.of(), "a bundle can only be taken whole: leave out --shallow");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      Result result =
          Bundle.read(in, mine.held(), received -> progress.accept(received.integrated()));
      return Results.outcome(result, false);
    } catch (IOException | IllegalArgumentException e) {
      return new Broken(0, List.of(), sentence(file, "read", e));
    } catch (StoreBroken e) {
      return new Broken(0, List.of(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Outcome push(OpenSpace mine, Call call, LongConsumer progress) {
    Path file = Path.of(call.peer().address());
    if (mine.replica().read(view -> !view.reading().gaps(0, 1).isEmpty())) {
      return new Broken(0, List.of(), LACKING);
    }
    Path aside = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      Bundle.Written written = write(mine, aside);
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
      return Results.written(written);
    } catch (IOException e) {
      return new Broken(0, List.of(), sentence(file, "written", e));
    } catch (StoreBroken e) {
      return new Broken(0, List.of(), String.valueOf(e.getMessage()));
    }
  }

  private static Bundle.Written write(OpenSpace mine, Path aside) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(aside, options)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
      Held held = mine.held();
      Bundle.Written written = Bundle.write(held, Frontier.EMPTY, Bundle.Form.GZIP, out);
      out.flush();
      channel.force(true);
      return written;
    }
  }

  /// The charter of the space that a bundle holds.
  ///
  /// @throws Refusal if it is no bundle
  public static Charter charter(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return Bundle.charter(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal(sentence(file, "read", e), e);
    }
  }

  private static String sentence(Path file, String what, Exception e) {
    return "the bundle " + file + " cannot be " + what + ": " + DiskTrouble.why(e);
  }
}
