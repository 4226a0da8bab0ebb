package skein.app.hosting;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import skein.core.value.Value;
import skein.server.hosting.App;
import skein.server.hosting.Hosted;

/// An app that is being joined, of which nothing is here: whoever asks for something waits for it.
/// Safe for all threads.
///
/// @param awaited waits for the app; empty if it does not come in time
record ComingApp(Supplier<Optional<HostedApp>> awaited) implements App {
  private static final String WHY =
      "nobody has been reached yet who has this app; try again later, or add a peer";

  @Override
  public Found look(String path, Duration patience) {
    return awaited.get().map(app -> app.look(path, patience)).orElse(new Found.Coming(WHY));
  }

  @Override
  public InputStream open(Stored file) throws IOException {
    return awaited.get().orElseThrow(() -> new IOException(WHY)).open(file);
  }

  @Override
  public Put put(String path, String type, InputStream content) {
    return new Put.NotOwner();
  }

  @Override
  public Put delete(String path) {
    return new Put.NotOwner();
  }

  @Override
  public Posted post(Draft draft) {
    return awaited.get().map(app -> app.post(draft)).orElse(new Posted.Busy(WHY));
  }

  @Override
  public Answer ask(String sql, Value parameters) {
    return awaited.get().map(app -> app.ask(sql, parameters)).orElse(new Answer.Refused(WHY, true));
  }

  @Override
  public State state() {
    return awaited.get().map(HostedApp::state).orElse(new State(0, 0));
  }

  @Override
  public Hosted.Watch onChange(Runnable listener) {
    return awaited.get().map(app -> app.onChange(listener)).orElse(() -> {});
  }
}
