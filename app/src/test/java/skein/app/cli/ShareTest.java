package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.app.node.Serving;

/// One machine shares, another takes it up: real stores, a real socket.
final class ShareTest {
  private static final Pattern LINK = Pattern.compile("\"link\":\"([^\"]*)\"");

  @TempDir private Path folder;

  private static Serving serve(Bench bench, Serving.Protection protection) {
    Setting setting = bench.setting();
    Serving.Tools tools = new Serving.Tools(setting.stores(), setting.meeting(), sentence -> {});
    Serving.Wish wish =
        new Serving.Wish("127.0.0.1", 0, Set.of(), protection, "node", null, Optional.empty());
    return Serving.start(setting.home(), tools, wish, "test");
  }

  private static Bench.Said done(Bench bench, String line) {
    Bench.Said said = bench.line(line);
    assertThat(said.exitCode()).as("%s%n%s%s", line, said.out(), said.err()).isZero();
    return said;
  }

  private static String refused(Bench bench, String line) {
    Bench.Said said = bench.line(line);
    assertThat(said.exitCode()).as("%s%n%s", line, said.out()).isEqualTo(Exit.REFUSED);
    return said.err();
  }

  private static String link(Bench bench, String options) {
    Matcher link = LINK.matcher(done(bench, "share --json " + options).out());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  @Test
  void aGrantedSpaceIsClonedByLinkAndWrittenOnBothSides() {
    Bench desk = new Bench(folder, "desk");
    Bench laptop = desk.other("laptop");
    done(desk, "init -s bugs --granted");
    done(desk, "create ticket --id T1 status=new");
    try (Serving serving = serve(desk, new Serving.Protection.Own())) {
      assertThat(serving.addresses().getFirst()).startsWith("https://127.0.0.1:");
      String link = link(desk, "");
      assertThat(done(laptop, "clone '" + link + "'").out()).contains("1 changeset came");
      done(laptop, "update ticket/T1 status=open");
      done(desk, "create ticket --id T2 status=new");
      assertThat(done(laptop, "sync").out()).contains("1 changeset came", "1 changeset went");
      assertThat(done(desk, "show ticket/T1").out()).contains("open");
      assertThat(done(laptop, "show ticket/T2").out()).contains("new");
      assertThat(done(laptop, "clone '" + link + "'").out()).contains("0 changesets came");
      assertThat(done(desk, "share --list").out()).startsWith("laptop  may write");
      assertThat(done(desk, "status").out()).contains("1 replica(s) may come by a link");
      done(desk, "share --end laptop");
      assertThat(refused(laptop, "pull")).contains("the token is not known here");
    }
  }

  @Test
  void aSecretIsGoodOnce() {
    Bench desk = new Bench(folder, "desk");
    done(desk, "init -s bugs");
    try (Serving serving = serve(desk, new Serving.Protection.Usual())) {
      assertThat(serving.addresses()).hasSize(1);
      String link = link(desk, "");
      done(desk.other("laptop"), "clone '" + link + "'");
      assertThat(refused(desk.other("thief"), "clone '" + link + "'"))
          .contains("the invitation is used up, too old or unknown");
    }
  }

  @Test
  void manyComeInAtTheSameTime() throws Exception {
    Bench desk = new Bench(folder, "desk");
    done(desk, "init -s bugs");
    try (Serving serving = serve(desk, new Serving.Protection.Usual());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(serving.addresses()).hasSize(1);
      List<Callable<Bench.Said>> clones = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        String clone = "clone '" + link(desk, "") + "'";
        Bench guest = desk.other("guest-" + i);
        clones.add(() -> done(guest, clone));
      }
      for (Future<Bench.Said> clone : threads.invokeAll(clones)) {
        assertThat(clone.get().out()).contains("0 changesets came");
      }
    }
    assertThat(done(desk, "share --list").lines()).hasSize(12);
  }

  @Test
  void whoMayOnlyReadCannotPush() {
    Bench desk = new Bench(folder, "desk");
    Bench laptop = desk.other("laptop");
    done(desk, "init -s bugs");
    done(desk, "create ticket --id T1 status=new");
    try (Serving serving = serve(desk, new Serving.Protection.Usual())) {
      assertThat(serving.addresses()).hasSize(1);
      done(laptop, "clone '" + link(desk, "--read-only") + "'");
      done(laptop, "update ticket/T1 status=open");
      assertThat(refused(laptop, "push")).contains("lets this home only read");
      assertThat(done(laptop, "sync").out()).contains("changes made here do not go there");
      assertThat(done(desk, "show ticket/T1").out()).contains("new");
    }
  }

  @Test
  void aLinkForASpaceThatIsHereMakesItsNodeAPeerThatMayBeWrittenTo() {
    Bench desk = new Bench(folder, "desk");
    Bench laptop = desk.other("laptop");
    done(desk, "init -s bugs --granted");
    try (Serving serving = serve(desk, new Serving.Protection.Own())) {
      done(laptop, "clone '" + link(desk, "--read-only") + "'");
      assertThat(refused(laptop, "create ticket --id T1")).contains("grant");
      assertThat(refused(laptop, "push")).contains("lets this home only read");
      done(laptop, "peer add 127.0.0.1 '" + link(desk, "") + "'");
      done(laptop, "create ticket --id T1");
      assertThat(done(laptop, "push").out()).contains("1 changeset went");
      assertThat(done(laptop, "peer").lines()).hasSize(2);
      done(laptop, "init -s other");
      assertThat(refused(laptop, "-s other peer add desk '" + link(desk, "") + "'"))
          .contains("the link is for another space");
      assertThat(serving.addresses()).hasSize(1);
    }
  }

  @Test
  void aNodeAtAnotherPortIsMetAsBeforeByItsPinAndToken() {
    Bench desk = new Bench(folder, "desk");
    Bench laptop = desk.other("laptop");
    done(desk, "init -s bugs");
    try (Serving serving = serve(desk, new Serving.Protection.Own())) {
      assertThat(serving.addresses()).hasSize(1);
      done(laptop, "clone '" + link(desk, "") + "'");
    }
    done(laptop, "create ticket --id T1");
    try (Serving serving = serve(desk, new Serving.Protection.Own())) {
      String address =
          serving.addresses().getFirst() + "/s/" + desk.home().book().spaces().getFirst().id();
      done(laptop, "peer add 127.0.0.1 " + address);
      assertThat(done(laptop, "peer --json").out()).contains("\"mode\":\"write\",\"pin\":");
      assertThat(done(laptop, "sync").out()).contains("1 changeset went");
    }
  }

  @Test
  void anotherKeyThanThePinnedOneIsRefused() {
    Bench desk = new Bench(folder, "desk");
    done(desk, "init -s bugs");
    try (Serving serving = serve(desk, new Serving.Protection.Own())) {
      assertThat(serving.addresses()).hasSize(1);
      String link = link(desk, "").replaceAll("pin=....", "pin=0000");
      assertThat(refused(desk.other("laptop"), "clone '" + link + "'"))
          .contains("it is not who it should be");
    }
  }

  @Test
  void withoutANodeNobodyIsInvited() {
    Bench desk = new Bench(folder, "desk");
    done(desk, "init -s bugs");
    assertThat(refused(desk, "share")).contains("no node serves this home");
    assertThat(refused(desk, "ui --print")).contains("start one with: skein serve");
  }

  @Test
  void aSecretDoesNotGoToOthersOverPlainHttp() {
    Bench desk = new Bench(folder, "desk");
    done(desk, "init -s bugs");
    try (Serving serving = serve(desk, new Serving.Protection.Usual())) {
      assertThat(serving.addresses()).hasSize(1);
      assertThat(refused(desk, "share --address http://192.0.2.1:8000")).contains("--insecure");
      String link = link(desk, "--address http://192.0.2.1:8000 --insecure");
      assertThat(refused(desk.other("laptop"), "clone '" + link + "'")).contains("--insecure");
    }
  }
}
