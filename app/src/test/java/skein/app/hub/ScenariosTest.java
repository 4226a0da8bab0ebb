package skein.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The scenarios by which the ancestor's protocol is accepted, over real HTTP.
@Timeout(120)
final class ScenariosTest {
  @TempDir private Path folder;
  private HubNode node;
  private HubClient ann;

  @BeforeEach
  void begin() {
    node = HubNode.start(folder.resolve("home"));
    ann = node.client("ann@example.com", "notes");
  }

  @AfterEach
  void end() {
    node.close();
  }

  @Test
  void a1AFreshBucketIsEmpty() {
    assertThat(ann.get("").is(200).text()).isEqualTo("{\"objects\":[]}");
  }

  @Test
  void a2TwoObjectsHaveTheCounters1And2() {
    String two =
        "[{\"id\":\"a\",\"type\":\"n\",\"data\":{\"x\":1}},{\"id\":\"b\",\"type\":\"n\",\"data\":{\"x\":2}}]";
    assertThat(ann.post("since=0", two).is(200).text()).isEqualTo("{\"object_counters\":[1,2]}");
    assertThat(ann.get("since=1").text())
        .isEqualTo("{\"objects\":[[2,{\"type\":\"n\",\"id\":\"b\",\"data\":{\"x\":2}}]]}");
    assertThat(ann.get("since=2").text()).isEqualTo("{\"objects\":[]}");
  }
}
