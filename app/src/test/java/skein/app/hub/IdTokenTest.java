package skein.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.app.apps.Reply;

/// ID tokens as assertions at /verify, over real sockets on both sides.
@Timeout(120)
final class IdTokenTest {
  private static final String MAIL = "ann@example.com";

  @TempDir private Path folder;
  private final Issuer issuer = Issuer.start();
  private HubNode node;

  @BeforeEach
  void begin() {
    node =
        HubNode.start(
            folder.resolve("home"),
            HubNode.OFTEN,
            new HubSignIn.Wish(false, false, List.of(issuer.client())));
  }

  @AfterEach
  void end() {
    node.close();
    issuer.close();
  }

  private Instant now() {
    return Instant.ofEpochMilli(node.nowMillis());
  }

  private String nonce() {
    String form = "audience=" + URLEncoder.encode(HubNode.ORIGIN, StandardCharsets.UTF_8);
    String json =
        node.send("POST", "/sync/nonce", form.getBytes(StandardCharsets.UTF_8))
            .is(200)
            .json("nonce");
    return json.substring(1, json.length() - 1);
  }

  private JWTClaimsSet.Builder claims() {
    return issuer.claims(MAIL, nonce(), now());
  }

  private Reply verify(String token) {
    return node.verify("assertion=" + token + "&audience=" + HubNode.ORIGIN).is(200);
  }

  private void refuses(String token, String why) {
    Reply reply = verify(token);
    assertThat(reply.json("status")).as(reply.text()).isEqualTo("\"failure\"");
    assertThat(reply.json("reason")).contains(why);
    assertThat(reply.text()).doesNotContain("\"auth\"");
  }

  private void refusesClaims(UnaryOperator<JWTClaimsSet.Builder> change, String why) {
    refuses(issuer.sign(change.apply(claims())), why);
  }

  @Test
  void aGoodOneOpensTheStoreOfItsAddressOfMailAndNoOther() {
    Reply reply = verify(issuer.sign(claims()));
    assertThat(reply.json("email")).isEqualTo('"' + MAIL + '"');
    assertThat(reply.json("issuer")).isEqualTo('"' + issuer.name() + '"');
    String token = reply.json("auth").replaceAll("\\{\"query\":\\{\"auth\":\"(.*)\"}}", "$1");
    new HubClient(node, MAIL, "notes", token).get("").is(200);
    new HubClient(node, "bob@example.com", "notes", token).get("").is(401);
  }

  @Test
  void oneThatIsOverOrFromTheFutureIsRefused() {
    refusesClaims(claims -> claims.expirationTime(Date.from(now().minusSeconds(90))), "xpired");
    refusesClaims(claims -> claims.issueTime(Date.from(now().plusSeconds(90))), "future");
    refusesClaims(claims -> claims.notBeforeTime(Date.from(now().plusSeconds(90))), "before");
    refusesClaims(claims -> claims.expirationTime(null), "exp");
    refusesClaims(claims -> claims.issueTime(null), "iat");
  }

  @Test
  void clocksMayDifferALittle() {
    Reply reply = verify(issuer.sign(claims().expirationTime(Date.from(now().minusSeconds(30)))));
    assertThat(reply.json("status")).isEqualTo("\"okay\"");
  }

  @Test
  void oneForAnotherOrFromAnotherIsRefused() {
    refusesClaims(claims -> claims.audience("others"), "aud");
    refusesClaims(claims -> claims.audience(List.of(Issuer.CLIENT, "others")), "azp");
    refusesClaims(claims -> claims.claim("azp", "others"), "azp");
    refusesClaims(claims -> claims.issuer("https://evil.example"), "do not count");
    refusesClaims(claims -> claims.issuer(null), "do not count");
  }

  @Test
  void anAddressOfMailCountsOnlyIfItWasVerified() {
    refusesClaims(claims -> claims.claim("email_verified", false), "not verified");
    refusesClaims(claims -> claims.claim("email_verified", "true"), "not verified");
    refusesClaims(claims -> claims.claim("email_verified", null), "not verified");
    refusesClaims(claims -> claims.claim("email", "ann"), "address of mail");
  }

  @Test
  void aNonceIsGoodOnceAndForMinutesAndForOneAudience() {
    String good = issuer.sign(claims());
    assertThat(verify(good).json("status")).isEqualTo("\"okay\"");
    refuses(good, "nonce");
    refusesClaims(claims -> claims.claim("nonce", "made-up"), "nonce");
    refusesClaims(claims -> claims.claim("nonce", null), "nonce");
    String other = issuer.sign(claims());
    Reply elsewhere = node.verify("assertion=" + other + "&audience=" + node.address()).is(200);
    assertThat(elsewhere.json("reason")).contains("nonce");
    String nonce = nonce();
    node.pass(Slips.LIFE.plusSeconds(1));
    refuses(issuer.sign(issuer.claims(MAIL, nonce, now())), "nonce");
  }

  @Test
  void oneThatNobodySignedOrAnotherKeyIsRefused() {
    refuses(new PlainJWT(claims().build()).serialize(), "not good");
    refuses(issuer.forge(claims()), "not good");
    String good = issuer.sign(claims());
    int dot = good.indexOf('.') + 1;
    char turned = good.charAt(dot + 20) == 'A' ? 'B' : 'A';
    refuses(good.substring(0, dot + 20) + turned + good.substring(dot + 21), "");
  }

  @Test
  void aNewKeyIsFetchedAtOnceAndKeysThatNobodyHasAreNotAskedForAgainAndAgain() {
    assertThat(verify(issuer.sign(claims())).json("status")).isEqualTo("\"okay\"");
    assertThat(issuer.fetched()).isEqualTo(1);
    issuer.rotate("second");
    assertThat(verify(issuer.sign(claims())).json("status")).isEqualTo("\"okay\"");
    assertThat(issuer.fetched()).isEqualTo(2);
    for (int i = 0; i < 20; i++) {
      issuer.rotate("unknown" + i);
      refuses(issuer.sign(claims()), "");
    }
    assertThat(issuer.fetched()).isLessThanOrEqualTo(3);
  }

  @Test
  void withoutTheProviderNobodySignsInAndTheNodeSaysWhy() {
    issuer.close();
    refuses(issuer.sign(claims()), "cannot be checked now");
  }
}
