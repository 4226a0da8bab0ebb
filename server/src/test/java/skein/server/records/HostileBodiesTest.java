package skein.server.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skein.server.world.Reply;
import skein.server.world.World;

final class HostileBodiesTest {
  private static final String T1 = "/s/bugs/records/ticket/T1";

  private final World world = new World();

  @AfterEach
  void close() {
    assertThat(world.get("/s/bugs").is(200).at("number")).as("nothing was written").isEqualTo("0");
    world.close();
  }

  private void refused(int status, Reply reply) {
    reply.is(status);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.at("status")).isEqualTo(Integer.toString(status));
    assertThat(reply.at("detail")).hasSizeGreaterThan(10);
  }

  @Test
  void whatIsNoJsonIsRefusedWithItsPlace() {
    for (String body :
        List.of(
            "",
            "{",
            "[]",
            "7",
            "{\"a\":1,\"a\":2}",
            "{\"a\":NaN}",
            "{\"a\":Infinity}",
            "{\"a\":\"\\ud800\"}",
            "{'a':1}",
            "{\"a\":1}x",
            "// note\n{}",
            "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}")) {
      refused(400, world.send("PUT", T1, body));
    }
    assertThat(world.send("PUT", T1, "{\"a\":1,\"a\":2}").at("detail")).contains("character 7");
    refused(400, world.send("PUT", T1, new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}));
    refused(400, world.send("PUT", T1, "{\"a\":\"b\u0000\u0007\"}"));
  }

  @Test
  void whatIsTooMuchIsRefused() {
    byte[] large = new byte[(2 << 20) + 1];
    Arrays.fill(large, (byte) ' ');
    refused(413, world.send("PUT", T1, large));
    String text = "x".repeat((1 << 20) + 1);
    refused(422, world.send("PUT", T1, "{\"a\":\"" + text + "\"}"));
    refused(422, world.send("PUT", T1, "{\"" + "n".repeat(257) + "\":1}"));
    refused(400, world.send("PUT", "/s/bugs/records/ticket/" + "i".repeat(1025), "{}"));
    refused(422, world.send("PUT", T1, "{}", "Skein-Author", "a".repeat(257)));
  }

  @Test
  void otherKindsOfBodiesAreRefused() {
    for (String type : List.of("text/plain", "multipart/form-data; boundary=x", "text/html")) {
      refused(415, world.send("PUT", T1, "{}", "Content-Type", type));
      refused(415, world.send("POST", "/s/bugs/undo", "{}", "Content-Type", type));
    }
    refused(415, world.send("PUT", T1, "a=1", "Content-Type", "application/x-www-form-urlencoded"));
    refused(415, world.send("PUT", T1, "{}", "Content-Type", "application/json; charset=utf-16"));
  }

  @Test
  void addressesThatMeanNothingAreRefused() {
    refused(404, world.send("PUT", "/s/none/records/ticket/T1", "{}"));
    refused(404, world.get("/s/bugs/records/ticket/a/b/c"));
    refused(404, world.get("/s/bugs/records//T1"));
    refused(405, world.send("POST", "/s", "{}"));
    refused(404, world.get("/s/%2e%2e/records/ticket/T1"));
    refused(400, world.send("PUT", T1 + "%00", "{}"));
  }

  @Test
  void badEscapesAreRefused() throws IOException {
    for (String path :
        List.of(
            "/s/bugs/records/ticket/%zz",
            "/s/bugs/records/ticket/%ff",
            "/s/bugs/records/ticket/%4",
            "/s/bugs/log?limit=%zz",
            "/s/bugs/log?%ff=1")) {
      assertThat(world.raw("GET " + path + " HTTP/1.1")).as(path).startsWith("HTTP/1.1 400 ");
    }
  }
}
