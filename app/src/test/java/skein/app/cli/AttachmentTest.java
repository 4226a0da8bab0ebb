package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.app.node.Serving;
import skein.core.value.Bytes;

/// Files attached in one home, and wanted in another.
final class AttachmentTest {
  private static final byte[] CONTENT = content();
  private static final String SHA = Bytes.sha256(Bytes.of(CONTENT)).hex();

  @TempDir private Path folder;
  private Bench office = new Bench(Path.of(""), "office");
  private Bench laptop = office;

  private static byte[] content() {
    byte[] content = new byte[1_000_000];
    new Random(1).nextBytes(content);
    return content;
  }

  @BeforeEach
  void aRecordWithAFile() throws Exception {
    office = new Bench(folder, "office");
    laptop = office.other("laptop");
    Files.write(folder.resolve("seen.png"), CONTENT);
    office.skein("init", "-s", "team");
    Bench.Said made =
        office.skein("create", "ticket", "--id", "T", "seen=@seen.png", "by:=@seen.png");
    assertThat(made.exitCode()).as(made.err()).isZero();
    laptop.skein("clone", "office", "-s", "team");
  }

  private void reachedAt(int port) {
    laptop.skein("peer", "remove", "office");
    laptop.skein("peer", "add", "node", Served.address(office, port));
  }

  private Path blob(Bench bench) {
    String id = bench.home().book().spaces().getFirst().id().toString();
    return bench.homeFolder().resolve("spaces").resolve(id).resolve("blobs").resolve(SHA);
  }

  @Test
  void aRecordNamesTheFileByHashTypeAndSize() {
    assertThat(laptop.skein("show", "ticket/T", "--json").out())
        .contains("{\"$blob\":\"" + SHA + "\",\"type\":\"image/png\",\"size\":1000000}")
        .contains("\"by\":\"@seen.png\"");
    assertThat(office.skein("update", "ticket/T", "by=@nobody").err())
        .contains("a text that begins with @ is written by:=@nobody");
  }

  @Test
  void itIsCopiedFromAFolderOnDemand() throws Exception {
    assertThat(Files.exists(blob(laptop))).isFalse();
    Bench.Said said = laptop.skein("attachment", "ticket/T", "seen", "-o", "out.png");
    assertThat(said.exitCode()).as(said.err()).isZero();
    assertThat(folder.resolve("out.png")).hasBinaryContent(CONTENT);
    assertThat(blob(laptop)).hasBinaryContent(CONTENT);
    assertThat(laptop.skein("attachment", "ticket/T", "seen", "-o", "out.png").err())
        .contains("is there already");
    laptop.skein("peer", "remove", "office");
    assertThat(laptop.skein("attachment", "ticket/T", "seen").exitCode()).isZero();
    assertThat(folder.resolve("seen")).hasBinaryContent(CONTENT);
  }

  @Test
  void aFetchThatIsCutInTheMiddleGoesOnThere() throws Exception {
    try (Serving serving = Served.serve(office, 0);
        CuttingProxy proxy = new CuttingProxy(Served.port(serving), 500_000)) {
      reachedAt(proxy.port());
      Bench.Said said = laptop.skein("attachment", "ticket/T", "seen", "-o", "out.png");
      assertThat(said.exitCode()).as(said.err()).isZero();
      assertThat(folder.resolve("out.png")).hasBinaryContent(CONTENT);
      assertThat(proxy.asked()).containsPattern("Range: bytes=[1-9][0-9]{4,5}-");
    }
  }

  @Test
  void whatIsNotWhatItsHashSaysIsRefused() throws Exception {
    byte[] other = CONTENT.clone();
    other[700_000] ^= 1;
    Files.write(blob(office), other);
    try (Serving serving = Served.serve(office, 0)) {
      reachedAt(Served.port(serving));
      Bench.Said said = laptop.skein("attachment", "ticket/T", "seen", "-o", "out.png");
      assertThat(said.exitCode()).isEqualTo(Exit.REFUSED);
      assertThat(said.err()).contains("nobody who can be reached has", "is something else");
      assertThat(folder.resolve("out.png")).doesNotExist();
      assertThat(blob(laptop)).doesNotExist();
      Files.write(blob(office), CONTENT);
      assertThat(laptop.skein("attachment", "ticket/T", "seen", "-o", "out.png").exitCode())
          .isZero();
    }
  }

  @Test
  void itIsToldWhenNobodyHasIt() throws Exception {
    Files.delete(blob(office));
    assertThat(laptop.skein("attachment", "ticket/T", "seen").err())
        .contains("nobody who can be reached has the attachment " + SHA)
        .contains("office: it does not have it");
    laptop.skein("peer", "remove", "office");
    assertThat(laptop.skein("attachment", "ticket/T", "seen").err()).contains("there is none");
    assertThat(laptop.skein("attachment", "ticket/T", "by").err()).contains("nothing is attached");
  }

  @Test
  void aBackupHoldsIt() {
    office.skein("backup", "team.skein-backup");
    Bench spare = office.other("spare");
    Bench.Said restored = spare.skein("restore", "team.skein-backup");
    assertThat(restored.exitCode()).as(restored.err()).isZero();
    assertThat(blob(spare)).hasBinaryContent(CONTENT);
  }

  @Test
  void aReferenceOfSomebodyElseNamesNoOtherFile() {
    String bad = "{\"$blob\":\"../log.db\",\"type\":\"text/plain\",\"size\":1}";
    office.skein("update", "ticket/T", "seen=" + bad);
    assertThat(office.skein("attachment", "ticket/T", "seen").err())
        .contains("nothing is attached");
  }
}
