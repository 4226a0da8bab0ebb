package skein.server.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import skein.core.value.Json;
import skein.core.value.Value;
import skein.server.world.Reply;
import skein.server.world.World;

@Timeout(60)
final class FeedApiTest {
  private static final String TICKETS = "/s/bugs/records/ticket";

  /// How many records each writer makes and changes.
  private static final int EACH = 40;

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aCursorMissesNothingWhileFourWrite() throws InterruptedException {
    List<Thread> writers =
        IntStream.range(0, 4)
            .mapToObj(writer -> Thread.ofVirtual().start(() -> write(writer)))
            .toList();
    Map<String, String> seen = new HashMap<>();
    String cursor = "";
    while (seen.size() < 4 * EACH || seen.containsValue("1")) {
      Reply changes = world.get("/s/bugs/changes?wait=5&limit=7&since=" + cursor).is(200);
      cursor = changes.json() instanceof Value.Obj all ? text(all.get("cursor")) : "";
      for (int i = 0; !changes.at("changes", i).equals("absent"); i++) {
        seen.put(changes.at("changes", i, "id"), changes.at("changes", i, "values", "n"));
      }
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(seen.values()).containsOnly("2").hasSize(4 * EACH);
    Reply none = world.get("/s/bugs/changes?since=" + cursor).is(200);
    assertThat(none.at("changes")).isEqualTo("[]");
  }

  private void write(int writer) {
    for (int i = 0; i < EACH; i++) {
      String path = TICKETS + "/W" + writer + "-" + i;
      world.send("PUT", path, "{\"n\":1}").is(201);
      world.send("PATCH", path, "{\"n\":2}").is(200);
    }
  }

  private static String text(@Nullable Value value) {
    return value instanceof Value.Text text ? text.value() : "";
  }

  @Test
  void aCursorOfAnotherEpochBeginsAnew() {
    world.send("PUT", TICKETS + "/T1", "{}").is(201);
    Reply reset = world.get("/s/bugs/changes?since=other:70").is(200);
    assertThat(reset.at("reset")).isEqualTo("true");
    assertThat(reset.at("changes", 0, "id")).isEqualTo("\"T1\"");
    assertThat(world.get("/s/bugs/changes?since=0").at("reset")).isEqualTo("absent");
    world.get("/s/bugs/changes?since=x").is(400);
    world.get("/s/bugs/changes?wait=61").is(400);
    assertThat(world.get("/s/bugs/changes?since=1&wait=1").is(200).at("changes")).isEqualTo("[]");
  }

  @Test
  void changesAreToldAsTheyHappen() throws IOException {
    world.send("PUT", TICKETS + "/T1", "{\"n\":1}").is(201);
    String last;
    try (Events events = new Events("/s/bugs/events")) {
      events.next("retry");
      world.send("PUT", TICKETS + "/T2", "{\"n\":1}").is(201);
      Event made = events.next();
      assertThat(made.name()).isEqualTo("record");
      assertThat(Reply.at(made.data(), "id")).as("not what was there before").isEqualTo("\"T2\"");
      world.send("DELETE", TICKETS + "/T1", "").is(204);
      Event deleted = events.next();
      assertThat(Reply.at(deleted.data(), "exists")).isEqualTo("false");
      last = made.id();
    }
    try (Events events = new Events("/s/bugs/events", "Last-Event-ID", last)) {
      assertThat(Reply.at(events.next().data(), "id")).isEqualTo("\"T1\"");
    }
    try (Events events = new Events("/s/bugs/events", "Last-Event-ID", "other:1")) {
      assertThat(events.next().name()).isEqualTo("reset");
      world.send("PUT", TICKETS + "/T3", "{}").is(201);
      assertThat(Reply.at(events.next().data(), "id")).isEqualTo("\"T3\"");
    }
    world.get("/s/bugs/events?since=x").is(400);
    world.get("/s/none/events").is(404);
  }

  @Test
  void aStreamThatNobodyReadsAnyMoreIsGivenUp() throws IOException {
    new Events("/s/bugs/events").close();
    for (int i = 0; i == 0 || world.space("bugs").listeners() > 0; i++) {
      world.send("PUT", TICKETS + "/T" + i, "{}").is(201);
    }
  }

  @Test
  void moreStreamsThanThereArePlacesForAreRefused() throws IOException {
    List<Events> open = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      Events events = new Events("/s/bugs/events");
      events.next("retry");
      open.add(events);
    }
    world.get("/s/bugs/events").is(503);
    world.get("/s/bugs/changes?wait=1&since=0").is(503);
    world.get("/s/bugs/changes").is(200);
    for (Events events : open) {
      events.close();
    }
  }

  private record Event(String id, String name, Value data) {}

  /// An open stream of events.
  private final class Events implements AutoCloseable {
    private final BufferedReader lines;

    Events(String path, String... headers) {
      var response = world.open(path, headers);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
      lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /// The lines of the next block.
    List<String> block() throws IOException {
      List<String> block = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          return block;
        }
        block.add(line);
      }
      throw new IOException("the stream ended");
    }

    void next(String begin) throws IOException {
      assertThat(block().getFirst()).startsWith(begin);
    }

    Event next() throws IOException {
      List<String> block = block();
      while (!block.getFirst().startsWith("id: ")) {
        block = block();
      }
      String data = block.get(2).substring("data: ".length());
      return new Event(
          block.get(0).substring("id: ".length()),
          block.get(1).substring("event: ".length()),
          Json.parse(data.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
