package skein.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.app.apps.Reply;
import skein.app.home.PasskeyHolder;
import skein.app.home.PasskeyLink;
import skein.app.hub.PasskeyWindow.Leave;
import skein.core.value.Value;
import skein.server.shape.Doc;

/// Somebody has several passkeys, loses one, and comes in again.
@Timeout(120)
final class PasskeyTest {
  private static final String OBJECT = "[{\"type\":\"n\",\"id\":\"a\",\"data\":{\"x\":1}}]";

  @TempDir private Path folder;
  private HubNode node;
  private PasskeyWindow window;
  private final SoftKey laptop = new SoftKey();
  private final SoftKey phone = new SoftKey();

  @BeforeEach
  void begin() {
    HubSignIn.Wish passkeys = new HubSignIn.Wish(false, true, List.of());
    node = HubNode.start(folder.resolve("home"), HubNode.OFTEN, passkeys);
    window = new PasskeyWindow(node);
  }

  @AfterEach
  void end() {
    node.close();
  }

  private Leave used(SoftKey key, String user) {
    return Leave.slip(window.use(key, user));
  }

  private int count(Leave leave) {
    return window.keys(leave).is(200).at("keys") instanceof Value.Array all
        ? all.items().size()
        : 0;
  }

  private Leave link(String user, Duration life) {
    Instant until = Instant.ofEpochMilli(node.nowMillis()).plus(life);
    return Leave.link(node.home().node().passkeys().invite(user, until).orElseThrow().text());
  }

  private static void refused(Reply reply, String why) {
    assertThat(reply.status()).as(reply.text()).isIn(400, 422);
    assertThat(reply.text()).contains(why);
  }

  @Test
  void aSecondKeyOpensTheSameStoreAndARemovedOneNothing() {
    window.store(window.make(laptop, "ann"), "ann").post("", OBJECT).is(200);
    window.add(used(laptop, "ann"), phone).is(200);
    assertThat(window.store(window.use(phone, "ann"), "ann").objects("")).contains("\"x\":1");
    Leave slip = used(phone, "ann");
    assertThat(count(slip)).isEqualTo(2);
    Reply left = window.remove(slip, laptop).is(200);
    assertThat(left.text()).contains(phone.id(), "\"label\":\"phone\"").doesNotContain(laptop.id());
    refused(window.use(laptop, "ann"), "not known here");
    assertThat(window.store(window.use(phone, "ann"), "ann").objects("")).contains("\"x\":1");
  }

  @Test
  void whenAKeyWasMadeAndUsedIsTold() {
    window.make(laptop, "ann").is(200);
    node.pass(Duration.ofHours(1));
    Instant later = Instant.ofEpochMilli(node.nowMillis());
    PasskeyHolder.Passkey before = holder().keys().getFirst();
    assertThat(before.made()).isNotNull().isBefore(later);
    assertThat(before.used()).isNull();
    Reply told = window.keys(used(laptop, "ann")).is(200);
    PasskeyHolder.Passkey after = holder().keys().getFirst();
    assertThat(after.used()).isNotNull().isAfterOrEqualTo(later);
    assertThat(told.text())
        .contains("\"made\":\"" + after.made() + "\"", "\"used\":\"" + after.used() + "\"");
  }

  private PasskeyHolder holder() {
    return node.home().node().passkeys().find(PasskeyHolder.handle("ann")).orElseThrow();
  }

  @Test
  void keysOfBeforeTimesWereNotedAreGood() throws IOException {
    window.make(laptop, "ann").is(200);
    Path file = folder.resolve("home/node/passkeys/" + PasskeyHolder.handle("ann").hex() + ".json");
    String old =
        Files.readString(file)
            .replaceAll(",\"label\":\"\",\"made\":\"[^\"]*\"|,\"domains\":\\[]", "");
    assertThat(old).doesNotContain("label", "made", "domains");
    Files.writeString(file, old);
    assertThat(window.keys(used(laptop, "ann")).is(200).text()).doesNotContain("made");
  }

  @Test
  void theKeyThatWasJustUsedStaysAndSoTheLast() {
    window.make(laptop, "ann").is(200);
    Leave slip = used(laptop, "ann");
    refused(window.remove(slip, laptop), "you have just used this passkey");
    window.add(slip, phone).is(200);
    Leave other = used(phone, "ann");
    window.remove(slip, phone).is(200);
    // Each removes the other: the second comes too late.
    refused(window.remove(other, laptop), "the passkey was removed");
    assertThat(count(used(laptop, "ann"))).isEqualTo(1);
    refused(window.remove(used(laptop, "ann"), phone), "removed already");
  }

  @Test
  void whoeverFoundALostKeyChangesNothingOnceItIsRemoved() {
    window.make(laptop, "ann").is(200);
    window.add(used(laptop, "ann"), phone).is(200);
    Leave thief = used(laptop, "ann");
    SoftKey third = new SoftKey();
    String made = third.made(window.page(), PasskeyWindow.challenge(window.options(thief).is(200)));
    window.remove(used(phone, "ann"), laptop).is(200);
    refused(window.added(thief, made), "the passkey was removed");
    refused(window.options(thief), "the passkey was removed");
    refused(window.keys(thief), "the passkey was removed");
    refused(window.remove(thief, phone), "the passkey was removed");
    refused(window.use(third, "ann"), "not known here");
  }

  @Test
  void whoeverIsSignedInByALostKeyIsOutOnceItIsRemoved() {
    HubClient app = window.store(window.make(laptop, "ann"), "ann");
    app.post("", OBJECT).is(200);
    window.add(used(laptop, "ann"), phone).is(200);
    HubClient bob = window.store(window.make(new SoftKey(), "bob"), "bob");
    Reply shown = window.use(laptop, "ann").is(200);
    window.remove(used(phone, "ann"), laptop).is(200);
    assertThat(app.get("").is(401).text()).contains("this token was revoked");
    String form = "assertion=" + PasskeyWindow.text(shown, "assertion");
    assertThat(node.verify(form + "&audience=" + HubNode.ORIGIN).json("status"))
        .isEqualTo("\"failure\"");
    bob.get("").is(200);
    assertThat(window.store(window.use(phone, "ann"), "ann").objects("")).contains("\"x\":1");
  }

  @Test
  void aSlipIsForOnePerson() {
    window.make(laptop, "ann").is(200);
    window.make(phone, "bob").is(200);
    Leave ann = used(laptop, "ann");
    Leave bob = used(phone, "bob");
    refused(window.remove(bob, laptop), "removed already");
    SoftKey evil = new SoftKey();
    String challenge = PasskeyWindow.challenge(window.options(ann).is(200));
    refused(window.added(bob, evil.made(window.page(), challenge)), "begin again");
    String own = PasskeyWindow.challenge(window.options(bob).is(200));
    refused(window.added(ann, evil.made(window.page(), own)), "begin again");
    assertThat(count(ann)).isEqualTo(1);
    assertThat(count(bob)).isEqualTo(1);
  }

  @Test
  void whatIsNoSlipIsNone() {
    Reply shown = window.make(laptop, "ann").is(200);
    Leave good = Leave.slip(shown);
    String token = window.store(shown, "ann").token();
    String assertion = PasskeyWindow.text(window.use(laptop, "ann").is(200), "assertion");
    char last = good.text().charAt(good.text().length() - 2);
    String changed =
        good.text().substring(0, good.text().length() - 2) + (last == 'A' ? 'B' : 'A') + "A";
    for (String text : List.of(token, assertion, changed, "", ".", "a.b", "x".repeat(9_000))) {
      Leave none = new Leave("slip", text);
      refused(window.keys(none), "use a passkey again");
      refused(window.options(none), "use a passkey again");
      refused(window.remove(none, laptop), "use a passkey again");
      refused(window.added(none, "{}"), "use a passkey again");
    }
    String form = "assertion=" + good.text() + "&audience=" + HubNode.ORIGIN;
    assertThat(node.verify(form).json("status")).isEqualTo("\"failure\"");
    node.pass(Slips.LIFE.plusSeconds(1));
    refused(window.keys(good), "this took too long");
  }

  @Test
  void aChallengeIsForWhatItWasAskedFor() {
    window.make(laptop, "ann").is(200);
    Leave slip = used(laptop, "ann");
    String newcomer =
        PasskeyWindow.challenge(
            window.post(
                "passkey-options", new Doc().put("origin", HubNode.ORIGIN).put("name", "eve")));
    refused(window.added(slip, phone.made(window.page(), newcomer)), "begin again");
    String made = phone.made(window.page(), PasskeyWindow.challenge(window.options(slip).is(200)));
    window.added(slip, made).is(200);
    refused(window.added(slip, made), "begin again");
    refused(window.add(slip, phone), "known already");
    assertThat(window.options(slip).is(200).json("excludeCredentials"))
        .contains(laptop.id(), phone.id());
  }

  @Test
  void aKeyIsNotCalledByMoreThanALine() {
    window.make(laptop, "ann").is(200);
    Doc slip = used(laptop, "ann").doc().put("credential", new Doc().value());
    for (String label : List.of("x".repeat(65), "two\nlines")) {
      refused(window.post("passkey-add", slip.put("label", label)), "at most 64 characters");
    }
  }

  @Test
  void nobodyHasMoreKeysThanHeMay() {
    window.make(laptop, "ann").is(200);
    Leave slip = used(laptop, "ann");
    for (int i = 0; i < 19; i++) {
      window.add(slip, new SoftKey()).is(200);
    }
    refused(window.add(slip, phone), "too many");
  }

  @Test
  void aLinkAddsOneKeyToTheSamePerson() {
    window.store(window.make(laptop, "ann"), "ann").post("", OBJECT).is(200);
    Leave link = link("ann", Duration.ofHours(24));
    begun();
    assertThat(window.options(link).is(200).json("excludeCredentials")).contains(laptop.id());
    Leave slip = Leave.slip(window.add(link, phone));
    window.remove(slip, laptop).is(200);
    assertThat(window.store(window.use(phone, "ann"), "ann").objects("")).contains("\"x\":1");
    refused(window.options(link), "this link was used before");
    refused(window.keys(new Leave("slip", link.text())), "use a passkey again");
  }

  /// The node begins anew.
  private void begun() {
    node.close();
    begin();
  }

  @Test
  void aLinkThatTwoTryAtOnceIsGoodForOne() {
    window.make(laptop, "ann").is(200);
    Leave link = link("ann", Duration.ofHours(24));
    SoftKey evil = new SoftKey();
    String first = phone.made(window.page(), PasskeyWindow.challenge(window.options(link)));
    String second = evil.made(window.page(), PasskeyWindow.challenge(window.options(link)));
    window.added(link, first).is(200);
    refused(window.added(link, second), "this link was used before");
    refused(window.use(evil, "ann"), "not known here");
  }

  @Test
  void aLinkThatIsOldOrReplacedOrChangedIsNone() {
    window.make(laptop, "ann").is(200);
    window.make(new SoftKey(), "bob").is(200);
    Leave first = link("ann", Duration.ofHours(1));
    Leave second = link("ann", Duration.ofHours(1));
    String secret = PasskeyLink.parse(second.text()).secret();
    for (String text :
        List.of(first.text(), "bob." + secret, "eve." + secret, "ann.", ".", "", secret)) {
      refused(window.options(Leave.link(text)), "this link is not known here");
      refused(window.added(Leave.link(text), "{}"), "this link is not known here");
    }
    String made =
        phone.made(window.page(), PasskeyWindow.challenge(window.options(second).is(200)));
    node.pass(Duration.ofHours(2));
    refused(window.options(second), "this link has expired");
    refused(window.added(second, made), "this link has expired");
    assertThat(node.home().node().passkeys().invite("eve", Instant.MAX)).isEmpty();
  }

  @Test
  void pagesOfOtherOriginsSeeAndChangeNothing() {
    window.make(laptop, "ann").is(200);
    Leave slip = used(laptop, "ann");
    for (String origin : List.of(HubNode.ORIGIN, "https://evil.example", "null")) {
      Doc body = slip.doc().put("id", laptop.id());
      for (String step : List.of("passkey-options", "passkey-add", "passkeys", "passkey-remove")) {
        Reply refused = window.post(step, body, "Origin", origin).is(403);
        assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
      }
    }
  }

  @Test
  void noSecretOfALinkStandsInTheHome() throws IOException {
    window.make(laptop, "ann").is(200);
    String secret = PasskeyLink.parse(link("ann", Duration.ofHours(1)).text()).secret();
    Path file = folder.resolve("home/node/passkeys/" + PasskeyHolder.handle("ann").hex() + ".json");
    assertThat(Files.readString(file)).contains("invitation").doesNotContain(secret);
  }
}
