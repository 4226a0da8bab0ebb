package skein.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import skein.app.apps.Reply;
import skein.app.home.OpenSpace;
import skein.core.value.Bytes;
import skein.core.value.Value;

/// The scenarios by which the ancestor's protocol is accepted, over real HTTP.
@Timeout(120)
final class ScenariosTest extends OneHub {
  /// An object of this type with a number for data.
  private static String object(String name, int number) {
    String[] parts = name.split("/", -1);
    return "{\"type\":\"%s\",\"id\":\"%s\",\"data\":{\"x\":%d}}"
        .formatted(parts[0], parts[1], number);
  }

  private static String tombstone(String name) {
    String[] parts = name.split("/", -1);
    return "{\"type\":\"%s\",\"id\":\"%s\",\"deleted\":true}".formatted(parts[0], parts[1]);
  }

  private static String list(String... objects) {
    return "[" + String.join(",", objects) + "]";
  }

  @Test
  void a1AFreshBucketIsEmpty() {
    assertThat(ann.get("").is(200).text()).isEqualTo("{\"objects\":[]}");
  }

  @Test
  void a2TwoObjectsHaveTheCounters1And2() {
    String two = list(object("n/a", 1), object("n/b", 2));
    assertThat(ann.post("since=0", two).is(200).text()).isEqualTo("{\"object_counters\":[1,2]}");
    assertThat(ann.get("since=1").text())
        .isEqualTo("{\"objects\":" + list("[2," + object("n/b", 2) + "]") + "}");
    assertThat(ann.get("since=2").text()).isEqualTo("{\"objects\":[]}");
  }

  @Test
  void a3AStaleSinceIsToldWhatItLacksAndNothingIsStored() {
    ann.post("since=0", list(object("n/a", 1), object("n/b", 2))).is(200);
    Reply stale = ann.post("since=1", list(object("n/c", 3)));
    assertThat(stale.is(200).json("since_invalid")).isEqualTo("true");
    assertThat(stale.json("objects")).isEqualTo(list("[2," + object("n/b", 2) + "]"));
    assertThat(stale.text()).doesNotContain("object_counters");
    assertThat(ann.objects("since=2")).isEqualTo("[]");
    assertThat(ann.counters("since=2", list(object("n/c", 3)))).isEqualTo("[3]");
  }

  @Test
  void a4ASinceThatIsTooLargeIsAccepted() {
    assertThat(ann.counters("since=100", list(object("n/a", 1)))).isEqualTo("[1]");
  }

  @Test
  void a5AnotherCollectionIsToldAndAllObjectsComeAgain() {
    ann.post("since=0", list(object("n/a", 1), object("n/b", 2))).is(200);
    String id = ann.get("collection_id=").json("collection_id");
    assertThat(id).hasSizeGreaterThan(10);
    Reply same = ann.get("since=2&collection_id=" + id.replace("\"", ""));
    assertThat(same.text()).isEqualTo("{\"objects\":[],\"collection_id\":" + id + "}");
    Reply other = ann.get("since=2&collection_id=another");
    assertThat(other.json("collection_changed")).isEqualTo("true");
    assertThat(other.json("collection_id")).isEqualTo(id);
    assertThat(other.json("objects")).contains("[1,", "[2,");
    Reply blind = ann.post("since=2&collection_id=another", list(object("n/c", 3)));
    assertThat(blind.json("collection_changed")).isEqualTo("true");
    assertThat(blind.json("since_invalid")).isEqualTo("true");
    assertThat(blind.json("objects")).contains("[1,", "[2,").doesNotContain("[3,");
  }

  @Test
  void a6ATombstoneReachesASecondClientAndASecondOneIsCountedToo() {
    ann.post("since=0", list(object("n/a", 1))).is(200);
    assertThat(ann.counters("since=1", list(tombstone("n/a")))).isEqualTo("[2]");
    assertThat(ann.objects("since=1")).isEqualTo(list("[2," + tombstone("n/a") + "]"));
    String again = ann.counters("since=2", list(tombstone("n/a")));
    assertThat(ann.objects("since=2"))
        .isEqualTo(list("[" + again.replaceAll("\\D", "") + "," + tombstone("n/a") + "]"));
    assertThat(ann.counters("since=100", list(tombstone("n/never")))).matches("\\[\\d+]");
    assertThat(ann.counters("since=100", list(object("n/a", 2)))).matches("\\[\\d+]");
    assertThat(ann.objects("")).contains(object("n/a", 2), tombstone("n/never"));
  }

  private static String picture(String key, String value) {
    return "{\"type\":\"p\",\"id\":\"a\",\"blob\":{\"content_type\":\"image/png\",\"%s\":\"%s\"}}"
        .formatted(key, value);
  }

  @Test
  void a7ABlobIsHandedOutUntilItsObjectIsDeleted() {
    String data = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3, -1, -2, -3});
    Reply posted = ann.post("since=0", list(picture("data", data))).is(200);
    String href = posted.json("blobs").replaceAll(".*\"href\":\"([^\"]+)\".*", "$1");
    assertThat(href).startsWith(node.address() + "/sync/app.example/").contains("/+static/");
    assertThat(posted.json("blobs")).contains("\"id\":\"a\"", "\"type\":\"p\"");
    assertThat(ann.objects("")).isEqualTo(list("[1," + picture("href", href) + "]"));
    Reply whole = ann.follow(href).is(200);
    assertThat(whole.body()).isEqualTo(Bytes.of(new byte[] {1, 2, 3, -1, -2, -3}));
    assertThat(whole.header("Content-Type")).isEqualTo("image/png");
    assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
    Reply part = ann.follow(href, "Range", "bytes=1-2").is(206);
    assertThat(part.body()).isEqualTo(Bytes.of(new byte[] {2, 3}));
    node.send("GET", href, new byte[0]).is(401);
    ann.post("since=1", list(picture("href", href).replace("\"id\"", "\"data\":1,\"id\""))).is(200);
    ann.follow(href).is(200);
    ann.post("since=100", list(tombstone("p/a"))).is(200);
    ann.follow(href).is(404);
  }

  @Test
  void a8TypesAreAskedForOrLeftOutAndDoNotHinder() {
    ann.post("since=0", list(object("n/a", 1), object("m/b", 2), object("n/c", 3))).is(200);
    assertThat(ann.objects("include=m")).isEqualTo(list("[2," + object("m/b", 2) + "]"));
    assertThat(ann.objects("exclude=n")).isEqualTo(list("[2," + object("m/b", 2) + "]"));
    assertThat(ann.objects("include=m&include=n")).contains("[1,", "[2,", "[3,");
    ann.get("include=m&exclude=n").is(400);
    ann.post("since=0&include=m&exclude=n", "[]").is(400);
    assertThat(ann.counters("since=2&exclude=n", list(object("m/d", 4)))).isEqualTo("[4]");
    assertThat(ann.objects("since=3")).isEqualTo(list("[4," + object("m/d", 4) + "]"));
    assertThat(ann.post("since=3&exclude=n", list(object("m/e", 5))).json("since_invalid"))
        .isEqualTo("true");
    assertThat(ann.objects("")).contains("[4,").doesNotContain("[5,");
  }

  @Test
  void a9ALimitIsFollowedToTheEnd() {
    ann.post("since=0", list(object("n/a", 1), object("n/b", 2), object("n/c", 3))).is(200);
    Reply first = ann.get("limit=1");
    assertThat(first.json("objects")).isEqualTo(list("[1," + object("n/a", 1) + "]"));
    assertThat(first.json("incomplete")).isEqualTo("true");
    assertThat(ann.get("limit=1&since=1").json("incomplete")).isEqualTo("true");
    Reply last = ann.get("limit=1&since=2");
    assertThat(last.text()).isEqualTo("{\"objects\":" + list("[3," + object("n/c", 3) + "]") + "}");
    assertThat(ann.get("limit=0").json("objects")).contains("[1,", "[2,", "[3,");
    ann.get("limit=-1").is(400);
    ann.get("since=-1").is(400);
    ann.get("since=x").is(400);
  }

  @Test
  void a10AFilteredAnswerTellsHowFarItLooked() {
    ann.post("since=0", list(object("m/a", 1), object("n/b", 2), object("n/c", 3))).is(200);
    assertThat(ann.get("include=m").at("until")).isEqualTo(Value.of(3));
    assertThat(ann.get("include=m&since=1").at("until")).isEqualTo(Value.of(3));
    assertThat(ann.get("include=m&since=3").text()).isEqualTo("{\"objects\":[]}");
    assertThat(ann.get("").text()).doesNotContain("until");
  }

  @Test
  void a11WhoSignsInGetsATokenForHisOwnStoresOnly() {
    String audience = "&audience=http://app.example:8080";
    Reply okay = node.verify("assertion=ann@example.com" + audience).is(200);
    assertThat(okay.json("status")).isEqualTo("\"okay\"");
    assertThat(okay.json("email")).isEqualTo("\"ann@example.com\"");
    assertThat(okay.json("audience")).isEqualTo("\"http://app.example:8080\"");
    Reply failed = node.verify("assertion=nobody" + audience).is(200);
    assertThat(failed.json("status")).isEqualTo("\"failure\"");
    assertThat(failed.json("reason")).contains("address of mail");
    node.verify("assertion=ann@example.com").is(400);
    node.verify("audience=http://app.example").is(400);
    byte[] form = ("assertion=ann@example.com" + audience).getBytes(StandardCharsets.UTF_8);
    node.send("POST", "/verify", form).is(200);
    String token = okay.json("auth").replaceAll(".*\"auth\":\"([^\"]+)\".*", "$1");
    HubClient own = new HubClient(node, "ann@example.com", "notes", token);
    own.get("").is(200);
    new HubClient(node, "bob@example.com", "notes", token).get("").is(401);
    new HubClient(node, "ann@example.com", "notes", token + "x").get("").is(401);
    String elsewhere = node.token("ann@example.com", "https://other.example");
    Reply other = new HubClient(node, "ann@example.com", "notes", elsewhere).get("").is(401);
    assertThat(other.text()).contains("bad domain");
    node.send("GET", ann.path(), new byte[0]).is(401);
    node.send("GET", ann.path(), new byte[0], "X-Remote-User", "ann@example.com/app.example")
        .is(200);
  }

  @Test
  void a12ADeletedStoreIsAnotherCollectionAfterwards() {
    ann.post("since=0", list(object("n/a", 1), object("n/b", 2))).is(200);
    String id = ann.get("collection_id=").json("collection_id").replace("\"", "");
    ann.get("delete").is(405);
    assertThat(ann.objects("")).contains("[1,");
    ann.delete().is(200);
    assertThat(ann.objects("")).isEqualTo("[]");
    Reply changed = ann.get("since=2&collection_id=" + id);
    assertThat(changed.json("collection_changed")).isEqualTo("true");
    assertThat(changed.json("collection_id")).isNotEqualTo("\"" + id + "\"");
    assertThat(ann.counters("since=0", list(object("n/c", 3)))).isEqualTo("[1]");
    ann.post("delete", "").is(200);
    assertThat(ann.get("").text()).isEqualTo("{\"objects\":[]}");
  }

  @Test
  void a13WhatIsForgottenIsMissedByNobody() {
    List<String> ten = new ArrayList<>();
    Map<String, String> midway = new HashMap<>();
    long position = 0;
    long reader = 0;
    for (int round = 0; round < 100; round++) {
      ten.clear();
      for (int i = 0; i < 10; i++) {
        ten.add(object("n/" + i, round * 10 + i));
      }
      String counters = ann.counters("since=" + position, "[" + String.join(",", ten) + "]");
      position = Long.parseLong(counters.replaceAll(".*[,\\[](\\d+)]", "$1"));
      reader = read(midway, reader, "limit=3");
    }
    ann.post("since=" + position, list(tombstone("n/9"))).is(200);
    sweep();
    Map<String, String> fresh = new HashMap<>();
    read(fresh, 0, "");
    reader = read(midway, reader, "");
    assertThat(midway).isEqualTo(fresh).hasSize(10);
    assertThat(fresh).containsEntry("9", tombstone("n/9")).containsEntry("3", object("n/3", 993));
    assertThat(bodies()).isLessThan(15);
    assertThat(reader).isEqualTo(1001);
  }

  /// Reads on from a counter, and notes each object by its id.
  private long read(Map<String, String> known, long since, String query) {
    Value objects = ann.get("since=" + since + "&" + query).at("objects");
    long reached = since;
    if (objects instanceof Value.Array(List<Value> pairs)) {
      for (Value pair : pairs) {
        String text = new String(pair.canonical(), StandardCharsets.UTF_8);
        reached = Long.parseLong(text.replaceAll("^\\[(\\d+),.*", "$1"));
        String id = text.replaceAll(".*\"id\":\"(\\d)\".*", "$1");
        String x = text.replaceAll(".*\"x\":(\\d+).*", "$1");
        known.put(
            id,
            text.contains("deleted")
                ? tombstone("n/" + id)
                : object("n/" + id, Integer.parseInt(x)));
      }
    }
    return reached;
  }

  private void sweep() {
    assertThat(node.sweep(ann)).isTrue();
  }

  /// How many bodies the store still has.
  private long bodies() {
    OpenSpace space = node.home().openReadOnly(node.home().find(ann.name()).orElseThrow());
    try (space) {
      return space.replica().read(view -> view.log(0, 10_000)).stream()
          .filter(entry -> entry.stored().bytes().isPresent())
          .count();
    }
  }

  @Test
  void a14AnExpiredObjectDisappears() {
    long soon = node.nowMillis() / 1000 + 3600;
    String brief = "{\"type\":\"n\",\"id\":\"a\",\"expires\":%d,\"data\":{}}".formatted(soon);
    ann.post("since=0", list(brief, object("n/b", 2))).is(200);
    assertThat(ann.objects("")).contains("\"expires\":" + soon, "[1,", "[2,");
    node.pass(Duration.ofHours(2));
    assertThat(ann.objects("")).isEqualTo(list("[2," + object("n/b", 2) + "]"));
    sweep();
    assertThat(ann.objects("since=2")).isEqualTo(list("[3," + tombstone("n/a") + "]"));
  }

  @Test
  void a15OfTwoAtOnceOneWins() throws Exception {
    long position = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 20; round++) {
        List<Callable<Reply>> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          String own = list(object("n/" + round + "." + i, i));
          String since = "since=" + position;
          both.add(() -> ann.post(since, own).is(200));
        }
        int won = 0;
        for (var reply : pool.invokeAll(both)) {
          won += reply.get().text().contains("object_counters") ? 1 : 0;
        }
        assertThat(won).as("round " + round).isEqualTo(1);
        position++;
      }
    }
    assertThat(ann.objects("since=" + (position - 1))).contains("[" + position + ",");
  }

  @Test
  void a22APageElsewhereSeesWhenToAskAgain() {
    Reply seen = ann.get("", "Origin", HubNode.ORIGIN, "Sec-Fetch-Site", "cross-site").is(200);
    assertThat(seen.header("X-Sync-Poll-Time")).isEqualTo("300");
    assertThat(seen.header("Access-Control-Allow-Origin")).isEqualTo(HubNode.ORIGIN);
    assertThat(seen.header("Vary")).contains("Origin");
    assertThat(seen.header("Access-Control-Expose-Headers"))
        .contains("X-Sync-Poll-Time", "Retry-After");
    Reply refused = ann.get("limit=x", "Origin", HubNode.ORIGIN).is(400);
    assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo(HubNode.ORIGIN);
    Reply asked = preflight(ann.path(), "POST");
    assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo(HubNode.ORIGIN);
    assertThat(asked.header("Access-Control-Allow-Headers"))
        .contains("Authorization", "X-Remote-User", "Content-Type");
    String blob = "/s/" + "0".repeat(40) + "/blobs/" + "0".repeat(64);
    assertThat(preflight(blob, "HEAD").header("Access-Control-Allow-Methods")).contains("HEAD");
  }

  /// What a browser asks before a page elsewhere may.
  private Reply preflight(String path, String method) {
    return node.send(
        "OPTIONS",
        path,
        new byte[0],
        "Origin",
        HubNode.ORIGIN,
        "Access-Control-Request-Method",
        method);
  }
}
