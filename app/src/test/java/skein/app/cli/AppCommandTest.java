package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.app.node.Serving;

/// The commands for apps do the same whether a node runs or not.
@Timeout(60)
final class AppCommandTest {
  @TempDir private Path folder;
  private Bench author;
  private Bench reader;

  @BeforeEach
  void begin() throws IOException {
    author = new Bench(folder, "author");
    reader = new Bench(folder, "reader");
    Files.createDirectories(folder.resolve("pages/img"));
    Files.createDirectories(folder.resolve("pages/.git"));
    write("index.html", "<title>Geese</title>");
    write("img/a.svg", "<svg/>");
    write(".git/config", "secret");
    write("_schema", "{\"schema\":{\"m\":{\"t\":\"text\"}}}");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve("pages").resolve(name), text);
  }

  private static Bench.Said done(Bench.Said said) {
    assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
    return said;
  }

  @Test
  void onlyWhatHasChangedIsPut() throws IOException {
    done(author.skein("app", "create", "geese"));
    Bench.Said first = done(author.skein("app", "put", "geese", "pages"));
    assertThat(first.lines())
        .containsExactly(
            "put _schema",
            "put img/a.svg",
            "put index.html",
            "geese: 3 files put, 0 deleted, 0 as they were");
    write("index.html", "<title>More geese</title>");
    Files.delete(folder.resolve("pages/img/a.svg"));
    assertThat(done(author.skein("app", "put", "geese", "pages")).lines())
        .containsExactly("put index.html", "geese: 1 files put, 0 deleted, 1 as they were");
    assertThat(done(author.skein("app", "put", "geese", "pages", "--delete")).lines())
        .containsExactly("deleted img/a.svg", "geese: 0 files put, 1 deleted, 2 as they were");
    assertThat(done(author.skein("app", "list", "--json")).out())
        .contains(
            "\"title\":\"More geese\"", "\"files\":2", "\"owned\":true", "\"state\":\"ready\"");
    write("_schema", "{\"schema\":{\"m\":{\"t\":\"text\"},}}");
    Bench.Said bad = author.skein("app", "put", "geese", "pages");
    assertThat(bad.exitCode()).isEqualTo(1);
    assertThat(bad.err()).contains("_schema is no schema: line 1, column");
  }

  @Test
  void anAppIsJoinedByItsLinkAndLeft() {
    done(author.skein("app", "create", "geese"));
    done(author.skein("app", "put", "geese", "pages"));
    Serving serving = Served.serve(author, 0);
    try (serving) {
      String link = link();
      assertThat(link).startsWith("skein-app:").endsWith("?at=127.0.0.1:" + Served.port(serving));
      Bench.Said joined = done(reader.skein("app", "join", link, "birds"));
      assertThat(joined.lines().getFirst()).startsWith("birds: 3 files");
      assertThat(done(reader.skein("app", "peers", "birds")).out()).contains(": met");
      Bench.Said put = reader.skein("app", "put", "birds", "pages");
      assertThat(put.exitCode()).isZero();
    }
    Bench.Said refused = reader.skein("app", "put", "birds", "author");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("only the home that owns an app changes its files");
    done(reader.skein("app", "leave", "birds"));
    assertThat(done(reader.skein("app")).out()).isEmpty();
    assertThat(author.skein("app", "leave", "geese").err()).contains("this home owns the app");
  }

  private String link() {
    String listed = done(author.skein("app", "list")).lines().get(1);
    return listed.strip();
  }

  @Test
  void theKeyOfAnAppMovesToAnotherHome() {
    done(author.skein("app", "create", "geese"));
    done(author.skein("app", "put", "geese", "pages"));
    done(author.skein("app", "backup-key", "geese", "geese.key"));
    assertThat(author.skein("app", "backup-key", "geese", "geese.key").exitCode()).isEqualTo(1);
    Serving serving = Served.serve(author, 0);
    try (serving) {
      done(reader.skein("app", "join", link(), "geese"));
    }
    assertThat(reader.skein("app", "backup-key", "geese", "x.key").exitCode()).isEqualTo(1);
    done(reader.skein("app", "restore-key", "geese.key"));
    done(reader.skein("app", "put", "geese", "geese.key"));
    assertThat(done(reader.skein("app", "list", "--json")).out()).contains("\"files\":4");
  }

  @Test
  void aNodeThatRunsServesWhatCommandsDo() {
    done(author.skein("app", "create", "geese"));
    Serving one = Served.serve(author, 0);
    Serving two = Served.serve(reader, 0);
    try (one;
        two) {
      done(author.skein("app", "put", "geese", "pages"));
      done(reader.skein("app", "join", link(), "birds"));
      assertThat(done(reader.skein("app", "open", "birds")).out())
          .startsWith("http://127.0.0.1:" + Served.port(two) + "/");
      done(reader.skein("app", "leave", "birds"));
      assertThat(done(reader.skein("app")).out()).isEmpty();
    }
  }
}
