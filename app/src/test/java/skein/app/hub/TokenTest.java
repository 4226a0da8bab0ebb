package skein.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.app.apps.Reply;

/// What a home keeps of the tokens of a hub.
@Timeout(120)
final class TokenTest {
  private static final String APP = "http://app.example";

  @TempDir private Path folder;

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void nothingInAHomeIsAToken() throws IOException {
    String token;
    HubNode node = HubNode.start(folder.resolve("home"));
    try (node) {
      token = node.token("ann@example.com", APP);
    }
    String secret = token.substring(token.indexOf('.') + 1);
    for (Path file : files()) {
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(content).as(file.toString()).doesNotContain(secret);
      assertThat(file.toString()).doesNotContain(secret);
    }
    HubNode again = HubNode.start(folder.resolve("home"));
    try (again) {
      new HubClient(again, "ann@example.com", "notes", token).get("").is(200);
    }
  }

  @Test
  void theOldestTokenOfOneWhoHasTooManyEnds() throws IOException {
    HubNode node = HubNode.start(folder.resolve("home"));
    try (node) {
      List<String> tokens = new ArrayList<>();
      for (int i = 0; i < 101; i++) {
        tokens.add(node.token("ann@example.com", APP));
        node.pass(Duration.ofMillis(2));
      }
      String other = node.token("bob@example.com", APP);
      Reply oldest = new HubClient(node, "ann@example.com", "notes", tokens.getFirst()).get("");
      assertThat(oldest.is(401).text()).contains("this token was revoked");
      new HubClient(node, "ann@example.com", "notes", tokens.get(1)).get("").is(200);
      new HubClient(node, "ann@example.com", "notes", tokens.getLast()).get("").is(200);
      new HubClient(node, "bob@example.com", "notes", other).get("").is(200);
    }
    assertThat(tokenFiles()).hasSize(102);
  }

  private Stream<Path> tokenFiles() throws IOException {
    return files().stream().filter(file -> file.toString().contains("tokens"));
  }

  @Test
  void ofTokensThatWereEndedTheLastAreRememberedUntilTheyWouldHaveExpired() throws IOException {
    HubNode node = HubNode.start(folder.resolve("home"));
    try (node) {
      for (int i = 0; i < 210; i++) {
        String token = node.token("ann@example.com", APP);
        node.send("POST", "/sync/sign-out?auth=" + token, new byte[0]).is(200);
      }
      node.token("ann@example.com", APP);
      assertThat(tokenFiles()).hasSizeLessThanOrEqualTo(101);
      node.pass(Passes.LIFE.plusMinutes(1));
      node.token("ann@example.com", APP);
      assertThat(tokenFiles()).hasSize(1);
    }
  }
}
