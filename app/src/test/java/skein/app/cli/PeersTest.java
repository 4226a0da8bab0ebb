package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two homes that are each other's peers.
final class PeersTest {
  @TempDir private Path folder;
  private Bench here = new Bench(Path.of(""), "here");
  private Bench there = here;

  @BeforeEach
  void twoHomes() {
    here = new Bench(folder, "here");
    there = here.other("there");
    here.skein("init", "-s", "bugs");
    here.skein("create", "ticket", "--id", "T", "status=new");
    there.skein("clone", "here");
  }

  @Test
  void aCloneIsInStepUntilItChangesSomething() {
    assertThat(there.skein("status").out()).startsWith("bugs: 1 changesets, in step with 1 of 1");
    there.skein("update", "1", "status=open");
    assertThat(there.skein("status", "--json").out()).contains("\"state\":\"ahead\"");
    Bench.Said pushed = there.skein("push");
    assertThat(pushed.out()).isEqualTo("bugs: 1 changeset went to here; in step\n");
    assertThat(here.skein("show", "1").out()).contains("status: open");
    assertThat(there.skein("status").out()).contains("in step since ");
  }

  @Test
  void aPushTellsWhenTheOtherHasMore() {
    here.skein("update", "1", "status=open");
    there.skein("create", "ticket", "--id", "U");
    assertThat(there.skein("push").out()).contains("take them with: skein pull here");
    assertThat(there.skein("pull", "--json").out())
        .contains("\"came\":1", "\"state\":\"in step\"", "\"peer\":\"here\"");
  }

  @Test
  void syncGoesBothWays() {
    here.skein("update", "1", "status=open");
    there.skein("create", "ticket", "--id", "U");
    assertThat(there.skein("sync").out())
        .isEqualTo("bugs: 1 changeset came from here, 1 changeset went to here; in step\n");
    assertThat(here.skein("show", "ticket/U").exitCode()).isZero();
  }

  @Test
  void syncWithAllGoesOnWhereOneIsAway() throws Exception {
    there.skein("peer", "add", "stick", "nowhere");
    there.skein("create", "ticket", "--id", "U");
    Bench.Said said = there.skein("sync");
    assertThat(said.exitCode()).isEqualTo(Exit.PARTLY);
    assertThat(said.err()).startsWith("skein: stick: there is no folder ");
    assertThat(here.skein("show", "ticket/U").exitCode()).isZero();
    assertThat(there.skein("status").out())
        .contains("in step with 1 of 2", "the last try failed: there is no folder ");
    assertThat(there.skein("peer", "remove", "stick").exitCode()).isZero();
    assertThat(Files.readString(there.homeFolder().resolve("spaces.json"))).doesNotContain("stick");
  }

  @Test
  void aPeerThatOnlyLetsReadIsNotPushedTo() {
    there.skein("peer", "add", "here", "here", "--read-only");
    there.skein("create", "ticket", "--id", "U");
    Bench.Said said = there.skein("push");
    assertThat(said.exitCode()).isEqualTo(Exit.REFUSED);
    assertThat(said.err()).contains("lets this home only read");
    assertThat(there.skein("sync").out()).contains("changes made here do not go there");
  }

  @Test
  void anAddressThatIsNotThereIsNotRemembered() {
    Bench.Said said = there.skein("pull", "nowhere");
    assertThat(said.exitCode()).isEqualTo(Exit.REFUSED);
    assertThat(said.err()).contains("there is no peer 'nowhere'", "peers are: here");
    assertThat(there.skein("peer").out()).doesNotContain("nowhere");
  }

  @Test
  void aPeersFileOfTheFirstFormatIsRead() throws Exception {
    Path file = there.homeFolder().resolve("spaces.json");
    String written = Files.readString(file);
    String first =
        written
            .replace("\"v\":2", "\"v\":1")
            .replaceAll("\"name\":\"here\",\"address\":", "\"folder\":")
            .replaceAll("(\"folder\":\"[^\"]*\")", "$1,\"pulled\":\"2026-01-01T00:00:00Z\"");
    assertThat(first).contains("\"peers\":[{\"folder\":");
    Files.writeString(file, first);
    there.skein("create", "ticket", "--id", "U");
    assertThat(there.skein("sync").exitCode()).isZero();
    there.skein("peer", "add", "here", "here");
    assertThat(Files.readString(file)).isEqualTo(written);
  }

  @Test
  void workCanBeDoneInAnotherFolder() throws Exception {
    Path sub = Files.createDirectory(folder.resolve("sub"));
    assertThat(there.skein("-C", "sub", "pull", "../here").exitCode()).isZero();
    assertThat(there.skein("-C", sub + "x", "info").err()).contains("look at what follows -C");
  }

  @Test
  void aNewIdentityMayWriteWhereItsHomeOwnsTheSpace() {
    here.skein("init", "-s", "orders", "--granted");
    here.skein("-s", "orders", "create", "order", "--id", "1");
    Bench.Said renewed = here.skein("-s", "orders", "replica", "renew");
    assertThat(renewed.out()).contains(" and goes on as ");
    assertThat(here.skein("-s", "orders", "update", "order/1", "paid=true").exitCode()).isZero();
    there.skein("clone", "here", "orders", "-s", "orders");
    assertThat(there.skein("-s", "orders", "show", "1").out()).contains("paid: true");
    assertThat(there.skein("-s", "orders", "replica").lines()).hasSize(3);
    assertThat(there.skein("-s", "orders", "replica", "renew").err())
        .contains("this home does not own it");
  }

  @Test
  void aCopiedFolderIsToldAsAFork() throws Exception {
    copy(here.homeFolder(), folder.resolve("copy"));
    Bench copy = here.other("copy");
    copy.skein("update", "1", "status=copied");
    here.skein("update", "1", "status=kept");
    there.skein("pull");
    there.skein("pull", "copy");
    assertThat(there.skein("replica").out()).contains("two histories");
    assertThat(there.skein("status").out()).contains("has two histories", "FORK");
  }

  private static void copy(Path from, Path to) throws Exception {
    try (var all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }
}
