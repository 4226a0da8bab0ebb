package skein.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skein.core.value.Bytes;
import skein.server.world.Reply;
import skein.server.world.World;

/// The blobs of a space, over a real socket.
final class BlobRoutesTest {
  private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.US_ASCII);
  private static final String SHA = Bytes.sha256(Bytes.of(CONTENT)).hex();
  private static final String PATH = "/s/bugs/blobs/" + SHA;

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aBlobIsNeverActiveInABrowser() {
    world.space("bugs").blobs().put(CONTENT);
    Reply reply = world.get(PATH).is(200);
    assertThat(reply.text()).isEqualTo("0123456789");
    assertThat(reply.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(reply.header("Content-Disposition")).isEqualTo("attachment");
    assertThat(reply.header("Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    Reply head = world.send("HEAD", PATH, "").is(200);
    assertThat(head.header("Content-Length")).isEqualTo("10");
    assertThat(world.get(PATH.replace(SHA, "00".repeat(32))).status()).isEqualTo(404);
  }

  @Test
  void oneRangeIsAnsweredWithItsPiece() {
    world.space("bugs").blobs().put(CONTENT);
    Reply rest = world.get(PATH, "Range", "bytes=7-").is(206);
    assertThat(rest.text()).isEqualTo("789");
    assertThat(rest.header("Content-Range")).isEqualTo("bytes 7-9/10");
    assertThat(world.get(PATH, "Range", "bytes=2-3").is(206).text()).isEqualTo("23");
    assertThat(world.get(PATH, "Range", "bytes=2-99").is(206).text()).isEqualTo("23456789");
    Reply beyond = world.get(PATH, "Range", "bytes=10-").is(416);
    assertThat(beyond.header("Content-Range")).isEqualTo("bytes */10");
    for (String other : List.of("bytes=0-1,3-4", "bytes=3-2", "lines=1-", "bytes=x-", "bytes=-")) {
      assertThat(world.get(PATH, "Range", other).is(200).text()).as(other).hasSize(10);
    }
  }

  @Test
  void aBlobThatComesIsKeptOnlyIfItFitsItsName() {
    world.send("PUT", PATH, "something else").is(422);
    world.get(PATH).is(404);
    world.send("PUT", PATH, CONTENT).is(201);
    world.send("PUT", PATH, CONTENT).is(204);
    assertThat(world.get(PATH).is(200).text()).isEqualTo("0123456789");
    world.send("PUT", PATH.replace(SHA, "00".repeat(32)), new byte[1_000_001]).is(413);
  }

  @Test
  void nothingButAHashNamesABlob() throws Exception {
    String upper = "AB".repeat(32);
    for (String name :
        List.of("..%2f..%2fspaces.json", "%2e%2e", "%00", upper, SHA + ".part", SHA + "0", "x")) {
      assertThat(world.get("/s/bugs/blobs/" + name).status()).as(name).isIn(400, 404);
      Reply put = world.send("PUT", "/s/bugs/blobs/" + name, "x");
      assertThat(put.status()).as(name).isIn(400, 404);
    }
    assertThat(world.raw("GET /s/bugs/blobs/../../node HTTP/1.1")).doesNotContain(" 200");
  }
}
