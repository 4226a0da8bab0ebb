package skein.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import skein.sync.exchange.Session;
import skein.sync.exchange.Since;
import skein.sync.transport.Progress;
import skein.sync.transport.Pull;
import skein.testkit.sync.Copies.Copy;

/// The dialogue in spec/exchange.md is what the code says.
class DialogueTest {
  @Test
  void theSpecificationShowsWhatIsSaid() throws IOException {
    Copies copies = new Copies(42);
    Copy sender = copies.fresh();
    copies.create(sender, 2);
    Copy receiver = copies.fresh();
    Since since = Pull.run(sender.replica(), receiver.replica(), Progress.silent()).since();
    copies.create(sender, 1);
    StringBuilder dialogue = new StringBuilder();
    Wire.Meddler writer =
        (fromSender, message) -> {
          String text = new String(message, StandardCharsets.UTF_8);
          dialogue.append(fromSender ? "S " : "R ").append(text.replace("\t", "<TAB>"));
          return List.of(message);
        };
    for (int time = 0; time < 2; time++) {
      Session pulling = Session.pull(receiver.replica(), since);
      since = new Wire().run(pulling, Session.serve(sender.replica()), writer).since();
    }
    Path spec = Path.of("..", "spec", "exchange.md");
    assertThat(Files.readString(spec)).contains(dialogue.toString());
  }
}
