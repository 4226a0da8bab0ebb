package skein.server.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skein.server.world.Reply;
import skein.server.world.World;

final class RecordApiTest {
  private static final String TICKETS = "/s/bugs/records/ticket";
  private static final String EDIT = "application/vnd.skein.edit+json";

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  private Reply ticket(String id, String properties) {
    return world.send("POST", TICKETS + "?id=" + id, properties).is(201);
  }

  @Test
  void aRecordIsMadeReadChangedAndDeleted() {
    Reply made = ticket("T1", "{ \"summary\": \"Crash\", \"size\": 1.0 }");
    assertThat(made.header("Location")).isEqualTo(TICKETS + "/T1");
    assertThat(made.tag()).matches("\"[A-Za-z0-9_-]{22}\"");
    assertThat(made.at("values")).isEqualTo("{\"size\":1,\"summary\":\"Crash\"}");
    Reply read = world.get(TICKETS + "/T1").is(200);
    assertThat(read.text()).isEqualTo(made.text());
    assertThat(read.tag()).isEqualTo(made.tag());
    assertThat(read.text())
        .isEqualTo(
            "{\"local\":1,\"order\":1,\"type\":\"ticket\",\"id\":\"T1\",\"exists\":true,"
                + "\"open\":[],\"values\":{\"size\":1,\"summary\":\"Crash\"}}");
    Reply patched =
        world.send("PATCH", TICKETS + "/T1", "{\"size\":null,\"status\":\"new\"}").is(200);
    assertThat(patched.at("values")).isEqualTo("{\"status\":\"new\",\"summary\":\"Crash\"}");
    assertThat(patched.header("Skein-Number")).isEqualTo("2");
    Reply put = world.send("PUT", TICKETS + "/T1", "{\"summary\":\"Crash!\"}").is(200);
    assertThat(put.at("values")).isEqualTo("{\"summary\":\"Crash!\"}");
    Reply same = world.send("PUT", TICKETS + "/T1", "{\"summary\":\"Crash!\"}").is(200);
    assertThat(same.header("Skein-Number")).isEmpty();
    assertThat(same.tag()).isEqualTo(put.tag());
    world.send("DELETE", TICKETS + "/T1", "").is(204);
    world.get(TICKETS + "/T1").is(404);
    assertThat(world.get(TICKETS + "/T1?deleted=true").is(200).at("exists")).isEqualTo("false");
    world.send("PATCH", TICKETS + "/T1", "{\"a\":1}").is(404);
    world.send("DELETE", TICKETS + "/T1", "").is(404);
    Reply anew = world.send("PUT", TICKETS + "/T1", "{\"b\":2}").is(201);
    assertThat(anew.at("values")).isEqualTo("{\"b\":2}");
  }

  @Test
  void idsAreMadeUpAndNamesMayHoldAnything() {
    assertThat(world.send("POST", TICKETS, "").is(201).header("Location")).contains("/id1");
    Reply made = world.send("POST", "/s/bugs/records/a%2Fb?id=x%2Fy.json", "{}").is(201);
    assertThat(made.header("Location")).isEqualTo("/s/bugs/records/a%2Fb/x%2Fy%2Ejson");
    assertThat(world.get(made.header("Location")).is(200).at("id")).isEqualTo("\"x/y.json\"");
    ticket("T1", "{}");
    world.send("POST", TICKETS + "?id=T1", "{}").is(409);
    assertThat(world.send("PUT", TICKETS + "/Größe%20%F0%9F%98%80", "{}").is(201).at("id"))
        .isEqualTo("\"Größe 😀\"");
  }

  @Test
  void anEditSaysHowItMerges() {
    ticket("T1", "{\"stock\":5,\"tags\":[\"old\"]}");
    String edit =
        "{\"set\":{\"a\":1},\"add\":{\"stock\":-3},\"put\":{\"tags\":[\"x\",\"y\"]},"
            + "\"drop\":{\"tags\":[\"old\"]},\"note\":\"why\",\"author\":\"ann\"}";
    Reply edited = world.send("PATCH", TICKETS + "/T1", edit, "Content-Type", EDIT).is(200);
    assertThat(edited.at("values")).isEqualTo("{\"a\":1,\"stock\":2,\"tags\":[\"x\",\"y\"]}");
    Reply history = world.get("/s/bugs/history/ticket/T1").is(200);
    assertThat(history.at("history", 1, "note")).isEqualTo("\"why\"");
    assertThat(history.at("history", 1, "author")).isEqualTo("\"ann\"");
    assertThat(history.at("history", 0, "author")).isEqualTo("\"node\"");
    assertThat(history.at("history", 2)).isEqualTo("absent");
    Reply same = world.send("PUT", TICKETS + "/T1", edited.at("values")).is(200);
    assertThat(same.header("Skein-Number")).as("what stands so already").isEmpty();
    Reply less =
        world.send("PUT", TICKETS + "/T1", "{\"a\":1,\"stock\":2,\"tags\":[\"y\",\"z\"]}").is(200);
    assertThat(less.at("values", "tags")).isEqualTo("[\"y\",\"z\"]");
    assertThat(world.get("/s/bugs/log?after=2").at("log", 0, "body", "changes", 0, "put"))
        .isEqualTo("{\"tags\":[\"z\"]}");
    for (String wrong :
        List.of(
            "{\"stock\":1}",
            "{\"add\":{\"stock\":\"3\"}}",
            "{\"add\":{\"stock\":1.5}}",
            "{\"put\":{\"tags\":\"x\"}}",
            "{\"set\":[1]}",
            "{\"set\":{\"_deleted\":true}}",
            "{\"note\":7}")) {
      world.send("PATCH", TICKETS + "/T1", wrong, "Content-Type", EDIT).is(400);
    }
    Reply created =
        world.send("POST", TICKETS, "{\"add\":{\"stock\":4}}", "Content-Type", EDIT).is(201);
    assertThat(created.at("values")).isEqualTo("{\"stock\":4}");
  }

  @Test
  void authorsAndNotesComeInHeadersToo() {
    String[] signed = {"Skein-Author", "J%C3%BCrgen", "Skein-Note", "because"};
    world.send("PUT", TICKETS + "/T1", "{}", signed).is(201);
    Reply log = world.get("/s/bugs/log").is(200);
    assertThat(log.at("log", 0, "author")).isEqualTo("\"Jürgen\"");
    assertThat(log.at("log", 0, "note")).isEqualTo("\"because\"");
    world.send("PUT", TICKETS + "/T1", "{}", "Skein-Author", "%zz").is(400);
  }

  @Test
  void aPropertyHasAnAddressOfItsOwn() {
    ticket("T1", "{\"status\":\"new\"}");
    assertThat(world.get(TICKETS + "/T1/status").is(200).text()).isEqualTo("\"new\"");
    world.get(TICKETS + "/T1/owner").is(404);
    assertThat(world.send("PUT", TICKETS + "/T1/owner", " [1, {\"a\": null}] ").is(200).text())
        .isEqualTo("[1,{\"a\":null}]");
    Reply read = world.get(TICKETS + "/T1/owner").is(200);
    world.send("DELETE", TICKETS + "/T1/owner", "", "If-Match", "\"other\"").is(412);
    world.send("DELETE", TICKETS + "/T1/owner", "", "If-Match", read.tag()).is(204);
    world.get(TICKETS + "/T1/owner").is(404);
    world.send("PUT", TICKETS + "/T9/owner", "1").is(404);
  }

  @Test
  void recordsAreFoundPageByPage() {
    for (int i = 1; i <= 5; i++) {
      ticket("T" + i, "{\"n\":" + i + ",\"status\":\"" + (i % 2 == 0 ? "open" : "new") + "\"}");
    }
    world.send("DELETE", TICKETS + "/T5", "").is(204);
    Reply all = world.get(TICKETS).is(200);
    assertThat(all.at("records", 3, "id")).isEqualTo("\"T4\"");
    assertThat(all.at("records", 4)).isEqualTo("absent");
    assertThat(all.at("after")).isEqualTo("null");
    Reply first = world.get(TICKETS + "?limit=3").is(200);
    assertThat(first.at("after")).isEqualTo("3");
    assertThat(world.get(TICKETS + "?limit=3&after=3").at("records", 0, "id")).isEqualTo("\"T4\"");
    Reply open = world.get(TICKETS + "?where=status%3Dopen&where=n%3E2").is(200);
    assertThat(open.at("records", 0, "id")).isEqualTo("\"T4\"");
    assertThat(open.at("records", 1)).isEqualTo("absent");
    Reply either = world.get(TICKETS + "?where=n%3D1&where=n%3D2&sort=-n").is(200);
    assertThat(either.at("records", 0, "id")).isEqualTo("\"T2\"");
    assertThat(either.at("records", 1, "id")).isEqualTo("\"T1\"");
    assertThat(world.get("/s/bugs/records/none").is(200).at("records")).isEqualTo("[]");
    for (String wrong :
        List.of(
            "limit=0",
            "limit=1001",
            "limit=x",
            "after=-1",
            "where=x",
            "were=a",
            "sort=n&after=2")) {
      world.get(TICKETS + "?" + wrong).is(400);
    }
  }

  @Test
  void spacesAndTypesAreCounted() {
    ticket("T1", "{}");
    ticket("T2", "{}");
    assertThat(world.get("/s").is(200).at("spaces", 0, "records")).isEqualTo("2");
    world.send("DELETE", TICKETS + "/T1", "").is(204);
    world.send("POST", "/s/bugs/records/_type?id=ticket", "{\"n\":{\"kind\":\"number\"}}").is(201);
    Reply one = world.get("/s/bugs").is(200);
    assertThat(one.at("records")).isEqualTo("1");
    assertThat(one.at("mine")).isEqualTo("true");
    assertThat(one.at("number")).isEqualTo("4");
    assertThat(one.at("order")).isEqualTo(world.get("/s/bugs/changes").at("order"));
    assertThat(world.get("/s/bugs/types").at("types"))
        .isEqualTo("[{\"name\":\"_type\",\"records\":1},{\"name\":\"ticket\",\"records\":1}]");
    String id = world.space("bugs").replica().space().toString();
    assertThat(world.get("/s/" + id).is(200).text()).isEqualTo(one.text());
    world.get("/s/none").is(404);
    world.send("PUT", TICKETS + "/T2", "{\"n\":\"many\"}").is(422);
  }

  @Test
  void theSystemsNamesAreKeptFromClients() {
    world.send("POST", "/s/bugs/records/_forum", "{}").is(400);
    world.send("PUT", "/s/bugs/records/_type/ticket", "{\"_x\":{}}").is(400);
    world.send("POST", TICKETS, "{\"_deleted\":true}").is(400);
    world.send("POST", "/s/bugs/records/_setting?id=a", "{\"x\":1}").is(201);
    world.get("/s/bugs/records/_setting/a").is(200);
  }

  @Test
  void theLogGoesBothWays() {
    for (int i = 1; i <= 40; i++) {
      ticket("T" + i, "{}");
    }
    Reply page = world.get("/s/bugs/log?limit=20").is(200);
    assertThat(page.at("after")).isEqualTo("20");
    Reply rest = world.get("/s/bugs/log?after=20").is(200);
    assertThat(rest.at("log", 0, "number")).isEqualTo("21");
    assertThat(rest.at("log", 19, "number")).isEqualTo("40");
    assertThat(rest.at("after")).isEqualTo("null");
    Reply newest = world.get("/s/bugs/log?before=41&limit=30").is(200);
    assertThat(newest.at("log", 0, "number")).isEqualTo("40");
    assertThat(newest.at("log", 29, "number")).isEqualTo("11");
    assertThat(newest.at("before")).isEqualTo("11");
    assertThat(world.get("/s/bugs/log?before=11").at("log", 9, "number")).isEqualTo("1");
    assertThat(world.get("/s/bugs/history/ticket/T7?before=100").at("history", 0, "number"))
        .isEqualTo("7");
    world.get("/s/bugs/history/ticket/none").is(404);
  }

  @Test
  void peersAreToldAndSynced() {
    assertThat(world.get("/s/bugs/peers").is(200).text())
        .isEqualTo(
            "{\"peers\":[{\"name\":\"B\",\"address\":\"http://b.example\",\"state\":\"in step\","
                + "\"since\":\"2026-11-21T10:00:00Z\"}]}");
    assertThat(world.send("POST", "/s/bugs/sync", "{\"peer\":\"B\"}").is(200).text())
        .isEqualTo("{\"peers\":[{\"name\":\"B\",\"came\":3,\"went\":4}]}");
    world.send("POST", "/s/bugs/sync", "{}").is(200);
    world.send("POST", "/s/bugs/sync", "{\"peer\":\"C\"}").is(404);
  }
}
