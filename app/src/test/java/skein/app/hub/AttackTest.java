package skein.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.app.apps.Reply;
import skein.app.oidc.Oidc;
import skein.server.hosting.Rate;
import skein.server.hub.Limits;

/// What hostile clients and pages try, and do not get.
@Timeout(120)
final class AttackTest {
  private static final String OBJECT = "{\"type\":\"n\",\"id\":\"%s\",\"data\":{\"x\":\"%s\"}}";
  private static final Limits NARROW =
      new Limits(3, 2_000, 1_000, HubNode.OFTEN.requests(), HubNode.OFTEN.signIns());

  @TempDir private Path folder;
  private HubNode node;
  private HubClient ann;

  @BeforeEach
  void begin() {
    serve(HubNode.OFTEN);
  }

  private void serve(Limits limits) {
    node = HubNode.start(folder.resolve("home"), limits);
    ann = node.client("ann@example.com", "notes");
  }

  @AfterEach
  void end() {
    node.close();
  }

  private static String object(String id, String text) {
    return "[" + OBJECT.formatted(id, text) + "]";
  }

  private HubClient with(String token) {
    return new HubClient(node, ann.user(), ann.bucket(), token);
  }

  private void refusedWith(String token, String why) {
    assertThat(with(token).get("").is(401).text()).contains(why);
    assertThat(with(token).post("", object("evil", "x")).is(401).text()).contains(why);
    with(token).delete().is(401);
    Reply header =
        node.send("GET", ann.path(), new byte[0], "Authorization", "Bearer " + token).is(401);
    assertThat(header.text()).contains(why);
  }

  @Test
  void aTokenOpensTheStoresOfOnePersonUnderOneDomainOnly() {
    ann.post("", object("a", "secret")).is(200);
    refusedWith(node.token("bob@example.com", "http://app.example"), "you signed in as bob");
    refusedWith(node.token("ann@example.com", "http://other.example"), "bad domain");
    refusedWith(".", "the token is not known");
    assertThat(ann.objects("")).isEqualTo("[[1," + OBJECT.formatted("a", "secret") + "]]");
    node.send("GET", ann.path(), new byte[0], "X-Remote-User", "bob@example.com/app.example")
        .is(401);
    node.send("GET", ann.path(), new byte[0], "X-Remote-User", "ann@example.com").is(401);
  }

  @Test
  void aTokenThatWasChangedIsNone() {
    String token = ann.token();
    for (int i = 0; i < token.length(); i += 7) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      refusedWith(token.substring(0, i) + other + token.substring(i + 1), "not known");
    }
    String json =
        "{\"user\":\"ann@example.com\",\"domain\":\"app.example\",\"made\":1,\"number\":\"1\"}";
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    String bare = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    refusedWith(bare, "not known");
    refusedWith(bare + ".", "not known");
    refusedWith(bare + "." + token.replaceAll(".*\\.", ""), "not known");
  }

  @Test
  void anExpiredTokenAndARevokedOneOpenNothing() {
    String second = node.token("ann@example.com", "http://app.example");
    String third = node.token("ann@example.com", "http://app.example");
    signOut(ann.token(), "");
    refusedWith(ann.token(), "this token was revoked");
    with(second).get("").is(200);
    signOut(second, "?all");
    refusedWith(second, "this token was revoked");
    refusedWith(third, "this token was revoked");
    String fresh = node.token("ann@example.com", "http://app.example");
    with(fresh).get("").is(200);
    node.close();
    serve(HubNode.OFTEN);
    refusedWith(third, "this token was revoked");
    with(fresh).get("").is(200);
    node.pass(Passes.LIFE.minusMinutes(1));
    with(fresh).get("").is(200);
    node.pass(Duration.ofMinutes(2));
    refusedWith(fresh, "expired");
  }

  private void signOut(String token, String query) {
    node.send("POST", "/sync/sign-out" + query, new byte[0], "Authorization", "Bearer " + token)
        .is(200);
  }

  @Test
  void whoTriesToSignInTooOftenIsToldToWaitAtEveryStep() {
    node.close();
    Limits few = new Limits(10, 10_000, 1_000, HubNode.OFTEN.requests(), new Rate.Often(5, 1));
    Oidc.Client client = new Oidc.Client("https://issuer.example", "skein", null);
    HubSignIn.Wish all = new HubSignIn.Wish(true, true, List.of(client));
    node = HubNode.start(folder.resolve("home"), few, all);
    for (int i = 0; i < 5; i++) {
      node.verify("assertion=ann@example.com&audience=http://app.example").is(200);
    }
    List<String> steps =
        List.of(
            "POST /verify",
            "POST /sync/verify",
            "POST /sync/nonce",
            "POST /sync/passkey-options",
            "POST /sync/passkey-made",
            "POST /sync/passkey-used",
            "POST /sync/passkey-add",
            "POST /sync/passkeys",
            "POST /sync/passkey-remove",
            "GET /sync/sign-in-go?issuer=https://issuer.example&origin=" + HubNode.ORIGIN,
            "GET /sync/sign-in-back?state=x&code=y");
    for (String step : steps) {
      String[] parts = step.split(" ", -1);
      Reply refused = node.send(parts[0], parts[1], new byte[0]).is(429);
      assertThat(refused.text()).as(step).contains("too many tries to sign in");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
    }
    node.send("GET", "/sync/sign-in-ways", new byte[0]).is(200);
    node.pass(Duration.ofSeconds(2));
    node.verify("assertion=ann@example.com&audience=http://app.example").is(200);
  }

  @Test
  void thoseWhoRunTheNodeHaveNoTokenForAStore() {
    ann.post("", object("a", "x")).is(200);
    refusedWith(node.home().node().token(), "the token is not known");
  }

  @Test
  void aPageOfAnOriginThatWasNotNamedGetsNothing() {
    ann.post("", object("a", "x")).is(200);
    for (String origin : List.of("https://evil.example", "null", "http://app.example")) {
      Reply read = ann.get("", "Origin", origin).is(403);
      assertThat(read.header("Access-Control-Allow-Origin")).isEmpty();
      ann.post("", object("b", "x"), "Origin", origin).is(403);
      Reply asked =
          node.send(
              "OPTIONS",
              ann.path(),
              new byte[0],
              "Origin",
              origin,
              "Access-Control-Request-Method",
              "POST");
      assertThat(asked.is(403).header("Access-Control-Allow-Origin")).isEmpty();
      node.verify("assertion=ann@example.com&audience=https://app.example", "Origin", origin)
          .is(403);
    }
    ann.get("", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors").is(403);
    assertThat(ann.objects("")).doesNotContain("\"b\"");
  }

  @Test
  void aPageSignsInForItselfOnly() {
    String form = "assertion=ann@example.com&audience=https://";
    Reply own = node.verify(form + "app.example", "Origin", HubNode.ORIGIN).is(200);
    assertThat(own.json("status")).isEqualTo("\"okay\"");
    Reply other = node.verify(form + "other.example", "Origin", HubNode.ORIGIN).is(200);
    assertThat(other.json("status")).isEqualTo("\"failure\"");
    assertThat(other.text()).doesNotContain("auth");
  }

  @Test
  void whatABrowserWouldRunIsOnlySaved() {
    String[] types = {
      "text/html",
      "image/svg+xml",
      "application/xhtml+xml",
      "text/xml",
      "text/javascript",
      "application/pdf",
      "TEXT/HTML; charset=utf-8",
      "x/y"
    };
    for (String type : types) {
      Reply blob = ann.follow(blob(type, "<script>alert(1)</script>")).is(200);
      assertThat(blob.header("Content-Disposition")).as(type).startsWith("attachment");
      assertThat(blob.header("Content-Security-Policy")).startsWith("sandbox");
      assertThat(blob.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(blob.header("Content-Type")).isEqualTo(type);
    }
    Reply picture = ann.follow(blob("image/png", "x")).is(200);
    assertThat(picture.header("Content-Disposition")).isEqualTo("inline");
    assertThat(picture.header("Content-Security-Policy")).startsWith("sandbox");
    Reply named = ann.get("").is(200);
    assertThat(named.header("Content-Type")).startsWith("application/json");
    assertThat(named.header("X-Content-Type-Options")).isEqualTo("nosniff");
    String href = blob("image/png", "y");
    Reply saved =
        node.send("GET", href + "?auth=" + ann.token() + "&filename=a%22%0D%0AX:%20y", new byte[0]);
    assertThat(saved.is(200).header("Content-Disposition"))
        .startsWith("attachment; filename=\"a___X_ y\"");
    assertThat(saved.header("X")).isEmpty();
    String split = "{\"id\":\"s\",\"blob\":{\"content_type\":\"a/b\\r\\nX: y\",\"data\":\"\"}}";
    ann.post("since=1000", "[" + split + "]").is(422);
  }

  /// Posts an object with a blob; the blob's address.
  private String blob(String type, String content) {
    String data = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    String object =
        "{\"type\":\"b\",\"id\":\"%s\",\"blob\":{\"content_type\":\"%s\",\"data\":\"%s\"}}"
            .formatted(type, type, data);
    return ann.post("since=1000", "[" + object + "]")
        .is(200)
        .json("blobs")
        .replaceAll(".*\"href\":\"([^\"]+)\".*", "$1");
  }

  @Test
  void addressesThatLieLeadNowhere() {
    ann.post("", object("a", "x")).is(200);
    for (String end : List.of("/+static/1-x", "/+static/../../x", "/+static/", "/+static/1")) {
      node.send("GET", ann.path() + end + "?auth=" + ann.token(), new byte[0]).is(404);
    }
    node.send("DELETE", ann.path() + "/+static/1-x?auth=" + ann.token(), new byte[0]).is(405);
    String base = "/sync/app.example/ann@example.com";
    for (String path : List.of("/", "//", "/a//b", "/%0a", "/" + "x".repeat(300))) {
      node.send("GET", base + path + "?auth=" + ann.token(), new byte[0]).is(404);
    }
    node.send("GET", base + "?auth=" + ann.token(), new byte[0]).is(404);
    node.send("PUT", ann.path() + "?auth=" + ann.token(), new byte[0]).is(405);
  }

  @Test
  void aStoreHasItsSize() {
    node.close();
    serve(NARROW);
    ann.post("", object("a", "x".repeat(500))).is(200);
    Reply large = ann.post("since=1", object("b", "x".repeat(2_000)));
    assertThat(large.is(507).text()).contains("2000 bytes");
    ann.post("since=1", object("b", "x")).is(200);
    ann.post("since=2", object("c", "x")).is(200);
    Reply many = ann.post("since=3", object("d", "x"));
    assertThat(many.is(403).text()).contains("3 objects");
    ann.post("since=3", object("c", "y")).is(200);
    assertThat(ann.post("since=4", uploaded("c", 1_001)).is(413).text()).contains("1000 bytes");
    assertThat(ann.post("since=4", uploaded("c", 999)).is(200).text()).contains("blobs");
    assertThat(ann.post("since=5", uploaded("b", 1_000)).is(507).text()).contains("2000 bytes");
    ann.post("since=5", "[{\"type\":\"n\",\"id\":\"a\",\"deleted\":true}]").is(200);
    ann.post("since=6", object("d", "x")).is(200);
  }

  private static String uploaded(String id, int bytes) {
    String data = Base64.getEncoder().encodeToString(new byte[bytes]);
    return "[{\"type\":\"n\",\"id\":\"" + id + "\",\"blob\":{\"data\":\"" + data + "\"}}]";
  }

  @Test
  void whoFloodsIsToldToWait() {
    node.close();
    serve(new Limits(10, 10_000, 1_000, new Rate.Often(20, 1), HubNode.OFTEN.signIns()));
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 60 && !statuses.contains(429); i++) {
      statuses.add(ann.get("").status());
    }
    assertThat(statuses).startsWith(200).endsWith(429).containsOnly(200, 429);
    Reply refused = ann.get("");
    assertThat(refused.is(429).header("Retry-After")).isEqualTo("1");
    node.client("bob@example.com", "notes").get("").is(200);
  }

  @Test
  void whoWaitsTooOftenIsAskedToComeLater() throws IOException {
    List<InputStream> streams = new ArrayList<>();
    try {
      for (int i = 0; i < 32; i++) {
        InputStream stream = node.stream(ann, "since=0");
        streams.add(stream);
        assertThat(stream.read()).isEqualTo('r');
      }
      Reply refused = ann.get("wait=1");
      assertThat(refused.is(503).header("Retry-After")).isEqualTo("60");
      node.client("bob@example.com", "notes").get("wait=1").is(200);
    } finally {
      for (InputStream stream : streams) {
        stream.close();
      }
    }
  }

  @Test
  void whoReplacesABlobAgainAndAgainIsToldToWait() {
    node.close();
    serve(new Limits(10, 2L << 20, 1 << 20, HubNode.OFTEN.requests(), HubNode.OFTEN.signIns()));
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 60 && !statuses.contains(429); i++) {
      statuses.add(ann.post("since=1000000", uploaded("a", (1 << 20) - i)).status());
    }
    assertThat(statuses).startsWith(200).endsWith(429).containsOnly(200, 429);
    assertThat(statuses).hasSizeBetween(20, 40);
  }

  @Test
  void whoUploadsWithoutEndIsCutOff() throws IOException {
    URI address = URI.create(node.address());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      String head =
          "POST %s?auth=%s HTTP/1.1\r\nHost: %s\r\nContent-Length: 99999999999\r\n\r\n["
              .formatted(ann.path(), ann.token(), address.getAuthority());
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      byte[] piece = new byte[1 << 16];
      long sent = 0;
      try {
        for (; sent < 1L << 30; sent += piece.length) {
          out.write(piece);
        }
      } catch (IOException cut) {
        assertThat(sent).isLessThan(64 << 20);
      }
      assertThat(sent).isLessThan(64 << 20);
    }
    assertThat(ann.objects("")).isEqualTo("[]");
  }

  @Test
  void whoRepeatsAndLiesAboutWhatHeHasHarmsNobody() {
    ann.post("", object("a", "x")).is(200);
    for (int i = 0; i < 5; i++) {
      ann.post("since=999999999999999", object("a", "x")).is(200);
    }
    ann.post("since=9999999999999999999", object("a", "x")).is(400);
    assertThat(ann.objects("")).isEqualTo("[[6," + OBJECT.formatted("a", "x") + "]]");
  }

  @Test
  void nobodyHasMoreStoresThanHeMay() {
    int made = 0;
    Reply last = ann.get("");
    for (int i = 0; i < 110 && last.status() == 200; i++) {
      HubClient one = new HubClient(node, ann.user(), "b" + i, ann.token());
      last = one.get("collection_id=");
      made += last.status() == 200 ? 1 : 0;
    }
    assertThat(made).isEqualTo(100);
    assertThat(last.is(403).text()).contains("100 stores");
    new HubClient(node, ann.user(), "b0", ann.token()).delete().is(200);
    ann.post("", object("a", "x")).is(200);
  }

  @Test
  void theWayOfSigningInIsSaidWithEveryAnswer() {
    List<Reply> all =
        List.of(
            ann.get(""),
            ann.get("since=x"),
            with("x").get(""),
            ann.post("", "{"),
            node.verify("assertion=x"),
            node.verify("assertion=x&audience=y"),
            ann.delete());
    assertThat(all).allSatisfy(reply -> assertThat(reply.header("Skein-Development")).isNotEmpty());
    assertThat(all).noneSatisfy(reply -> assertThat(reply.status()).isEqualTo(204));
  }
}
