package skein.app.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The story of an app, each node a process of its own: it is made, joined, posted to from all
/// sides, and outlives its owner's machine.
@Timeout(120)
final class FourProcessesTest {
  private static final String SCHEMA = "{\"schema\":{\"m\":{\"t\":\"text\"}}}";
  private static final String ALL = "SELECT t FROM m ORDER BY t";

  @TempDir private Path folder;

  @Test
  void anAppLivesOnManyMachinesAndOutlivesItsOwners() throws Exception {
    AppNode owner = AppNode.process(folder.resolve("one"));
    try (owner;
        AppNode second = AppNode.process(folder.resolve("two"));
        AppNode third = AppNode.process(folder.resolve("three"))) {
      String app = owner.create();
      owner.put("/" + app + "/index.html", "text/html", "<title>Geese</title>").is(204);
      owner.put("/" + app + "/_schema", "application/json", SCHEMA).is(204);
      second.join(app, owner);
      third.join(app, second);
      assertThat(third.get("/" + app + "/").is(200).text()).isEqualTo("<title>Geese</title>");
      record(owner, app, "a");
      record(second, app, "b");
      record(third, app, "c");
      for (AppNode node : new AppNode[] {owner, second, third}) {
        node.awaitRows(app, ALL, "[[\"a\"],[\"b\"],[\"c\"]]");
      }
      owner.close();
      record(third, app, "d");
      try (AppNode fourth = AppNode.process(folder.resolve("four"))) {
        fourth.join(app, second);
        fourth.awaitRows(app, ALL, "[[\"a\"],[\"b\"],[\"c\"],[\"d\"]]");
        assertThat(fourth.get("/" + app + "/").is(200).text()).isEqualTo("<title>Geese</title>");
      }
    }
  }

  private static void record(AppNode node, String app, String text) {
    node.post("/" + app + "/add_record", "{\"_table\":\"m\",\"t\":\"" + text + "\"}").is(200);
  }
}
