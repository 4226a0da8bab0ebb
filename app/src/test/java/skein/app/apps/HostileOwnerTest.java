package skein.app.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.app.Wiring;
import skein.app.home.AppBook;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.view.Screen;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Outcome;
import skein.core.value.Bytes;
import skein.core.value.SpaceId;
import skein.core.value.Value;
import skein.store.blobs.Blobs;
import skein.store.blobs.Reference;

/// An owner whose software keeps to no rule: what readers make of what arrives from there.
@Timeout(120)
final class HostileOwnerTest {
  private static final String SCHEMA = "{\"schema\":{\"m\":{\"t\":\"text\"}}}";

  @TempDir private Path folder;
  private AppNode owner;
  private String app;

  @BeforeEach
  void begin() {
    owner = AppNode.start(folder.resolve("owner"), 0);
    app = owner.create();
    owner.put("/" + app + "/index.html", "text/html", "page").is(204);
  }

  @AfterEach
  void end() {
    owner.close();
  }

  /// Writes a record past all that the node would check.
  private void write(String type, String id, String property, Value value) {
    RecordKey key = new RecordKey(type, id);
    try (OpenSpace space = space()) {
      boolean there = space.replica().read(view -> view.record(key)).isPresent();
      List<Assign> set = List.of(new Assign.Set(property, value));
      Edit edit = there ? Edit.Update.of(key, set) : new Edit.Create(key, set);
      assertThat(space.replica().commit(Draft.of("x", edit))).isInstanceOf(Outcome.Committed.class);
    }
  }

  private Home home() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    String place = folder.resolve("owner").toString();
    return Wiring.setting(new Screen(nowhere, nowhere), folder, Map.of("SKEIN_HOME", place)).home();
  }

  private OpenSpace space() {
    return home().open(home().book().of(SpaceId.parse(app)).orElseThrow());
  }

  private void file(String path, String type, String text) throws IOException {
    Blobs blobs = new Blobs(home().blobs(SpaceId.parse(app)));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write("_content", path, "body", blobs.put(new ByteArrayInputStream(bytes), type).value());
  }

  @Test
  void aSchemaThatIsNoneIsShownAndIgnored() throws IOException {
    owner.put("/" + app + "/_schema", "application/json", SCHEMA).is(204);
    owner.post("/" + app + "/add_record", "{\"_table\":\"m\",\"t\":\"a\"}").is(200);
    try (AppNode reader = AppNode.start(folder.resolve("reader"), 0)) {
      reader.join(app, owner);
      reader.awaitRows(app, "SELECT t FROM m", "[[\"a\"]]");
      file("_schema", "application/json", "{\"schema\":");
      reader.await(app, node -> node.get("/" + app + "/_schema").text().equals("{\"schema\":"));
      owner.post("/" + app + "/add_record", "{\"_table\":\"m\",\"t\":\"b\"}").is(200);
      reader.awaitRows(app, "SELECT t FROM m ORDER BY t", "[[\"a\"],[\"b\"]]");
    }
  }

  @Test
  void whatIsBeyondAReadersLimitsIsNotFetchedAndToldSo() throws IOException {
    write("_setting", "app", "max_size", Value.of(1L << 40));
    write("_setting", "app", "max_file", Value.of(1L << 40));
    write("_setting", "app", "effort", Value.of(1L << 50));
    file("large.bin", "application/octet-stream", "x".repeat(600));
    Path home = folder.resolve("reader");
    limit(home, 500);
    try (AppNode reader = AppNode.start(home, 0)) {
      reader.join(app, owner);
      assertThat(reader.get("/" + app + "/").is(200).text()).isEqualTo("page");
      assertThat(reader.get("/" + app + "/large.bin").is(507).text())
          .contains("'large.bin' has 600 bytes; this host takes files of at most 500 bytes");
      assertThat(reader.get("/apps").json("apps")).contains("\"state\":\"ready\"");
      String post = "{\"_table\":\"m\",\"t\":\"" + "x".repeat(400) + "\"}";
      reader.post("/" + app + "/add_record", post).is(413);
    }
  }

  private void limit(Path home, long bytes) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Wiring.setting(new Screen(nowhere, nowhere), folder, Map.of("SKEIN_HOME", home.toString()))
        .home()
        .changeApps(book -> book.with(AppBook.Entry.of(SpaceId.parse(app)).within(bytes)));
  }

  @Test
  void aFileWhoseBytesNobodyHasHoldsNothingElseUp() throws IOException {
    Bytes lost = Bytes.sha256(Bytes.ofText("lost"));
    write("_content", "a-lost", "body", new Reference(lost, "text/plain", 10).value());
    file("z-there", "text/plain", "there");
    try (AppNode reader = AppNode.start(folder.resolve("reader"), 0)) {
      reader.join(app, owner);
      reader.await(app, node -> node.get("/apps").json("apps").contains("\"files\":2,\"of\":3"));
      assertThat(reader.get("/" + app + "/z-there").is(200).text()).isEqualTo("there");
      write("_content", "odd", "body", Value.of("no reference"));
      reader.get("/" + app + "/odd").is(404);
    }
  }
}
