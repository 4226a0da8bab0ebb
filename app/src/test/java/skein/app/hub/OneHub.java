package skein.app.hub;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A hub of its own for each test, and somebody who has a store there.
abstract class OneHub {
  @TempDir Path folder;
  HubNode node;
  HubClient ann;

  @BeforeEach
  final void begin() {
    node = HubNode.start(folder.resolve("home"));
    ann = node.client("ann@example.com", "notes");
  }

  @AfterEach
  final void end() {
    node.close();
  }
}
