package skein.server.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skein.server.world.Reply;
import skein.server.world.World;

final class AncestorApiTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void recordsLiveAtTheRootAndInTheirSpace() {
    for (String at : List.of("", "/s/cars", "/s/bugs")) {
      assertThat(world.get(at + "/records.json").is(200).text())
          .isEqualTo(at.equals("/s/cars") ? "[\"Cars\"]" : "[]");
      assertThat(world.get(at + "/records/Bikes.json").is(200).text()).isEqualTo("{}");
      Reply made =
          world
              .send("POST", at + "/records/Cars.json", "wheels=4&name=A+B", "Content-Type", FORM)
              .is(302);
      String car = made.header("Location");
      assertThat(car).startsWith(at + "/records/Cars/id").endsWith(".json");
      assertThat(world.get(car).is(200).text()).isEqualTo("{\"name\":\"A B\",\"wheels\":\"4\"}");
      assertThat(world.get(at + "/records/Cars.json").text()).contains(car);
      String wheels = car.replace(".json", "/wheels.json");
      assertThat(world.get(wheels).is(200).text()).isEqualTo("\"4\"");
      Reply set = world.send("POST", wheels, "value=3", "Content-Type", FORM).is(302);
      assertThat(set.header("Location")).isEqualTo(wheels);
      assertThat(world.send("PUT", wheels, "5").is(200).text()).isEqualTo("5");
      world.send("POST", car, "name=&doors=2", "Content-Type", FORM).is(302);
      assertThat(world.get(car).text()).isEqualTo("{\"doors\":\"2\",\"wheels\":5}");
      assertThat(world.send("POST", car, "{\"doors\":3}").is(200).text())
          .isEqualTo("{\"doors\":3,\"wheels\":5}");
      world.send("DELETE", wheels, "").is(204);
      world.get(wheels).is(404);
      Reply put = world.send("PUT", car, "{\"a\":1}", "If-Match", "*").is(200);
      assertThat(put.text()).isEqualTo("{\"a\":1}");
      world.send("PUT", car, "{\"a\":2}", "If-Match", "\"no\"").is(412);
      world.send("DELETE", car, "").is(204);
      world.get(car).is(404);
    }
  }

  @Test
  void programsMayUseJsonThroughout() {
    Reply made = world.send("POST", "/records/Cars.json?id=C1", "{\"wheels\":4}").is(201);
    assertThat(made.header("Location")).isEqualTo("/records/Cars/C1.json");
    assertThat(made.text()).isEqualTo("{\"wheels\":4}");
    world.send("POST", "/records/Cars.json?id=C1", "{}").is(409);
    assertThat(world.send("PUT", "/records/Cars/C2.json", "{}").is(201).text()).isEqualTo("{}");
    assertThat(world.get("/records/Cars.json").text())
        .isEqualTo("{\"C1\":\"/records/Cars/C1.json\",\"C2\":\"/records/Cars/C2.json\"}");
    world.send("POST", "/records/Cars.json", "", "Content-Type", FORM).is(302);
    world.send("POST", "/records/Cars.json", "a=1&a=2", "Content-Type", FORM).is(400);
    world.send("POST", "/records/Cars/none.json", "{}").is(404);
  }

  @Test
  void nobodyReachesTheSystemsNames() {
    world.send("POST", "/records/_type.json?id=Cars", "{\"_deleted\":true,\"~x\":1}").is(201);
    assertThat(world.get("/records/_type/Cars.json").text())
        .isEqualTo("{\"_deleted\":true,\"~x\":1}");
    assertThat(world.get("/records.json").text()).isEqualTo("[\"_type\"]");
    Reply inside = world.get("/s/cars/records/~_type/Cars").is(200);
    assertThat(inside.at("values")).isEqualTo("{\"~_deleted\":true,\"~~x\":1}");
    world.send("PUT", "/s/cars/records/_type/Cars", "{}").is(201);
    assertThat(world.get("/records.json").text()).isEqualTo("[\"_type\"]");
    assertThat(world.send("PUT", "/records/Cars/C1/_x.json", "1").status()).isEqualTo(404);
    world.send("PUT", "/records/Cars/C1.json", "{}").is(201);
    assertThat(world.send("PUT", "/records/Cars/C1/_x.json", "1").is(200).text()).isEqualTo("1");
    assertThat(world.get("/s/cars/records/Cars/C1/~_x").is(200).text()).isEqualTo("1");
  }
}
