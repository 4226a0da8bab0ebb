package skein.app.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import skein.app.apps.Reply;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.home.SpaceBook;
import skein.core.history.Charter;
import skein.core.history.Grant;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Identity;
import skein.core.replica.Signer;
import skein.core.value.Bytes;
import skein.core.value.Json;
import skein.core.value.Value;
import skein.server.hub.Limits;
import skein.sync.ending.Ending;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.HttpTransport;
import skein.sync.transport.Push;
import skein.sync.transport.Unreachable;

/// Whoever signed in lets a replica of his write in his store, with the token that he signed in by.
@Timeout(120)
final class GrantTest extends OneHub {
  private static final String NOBODY = "[]";

  private int homes;

  private Identity identity() {
    return node.home().identity();
  }

  private Reply granted(HubClient client, Identity identity) {
    return client.post("grant", "{\"key\":\"" + identity.origin().key().base64url() + "\"}");
  }

  /// A replica elsewhere, that has written one note.
  private OpenSpace replica(Reply reply, Identity identity, Grant grant) {
    Home home = node.home().at(folder.resolve("elsewhere" + homes++));
    Charter charter = Charter.parse(Bytes.of(Json.canonical(reply.at("charter"))));
    SpaceBook.Peer peer =
        new SpaceBook.Peer("hub", node.address(), null, null, SpaceBook.Mode.WRITE);
    OpenSpace space = home.copy("mine", charter, peer, Home.granted(identity, grant));
    Edit made = new Edit.Create(key("far" + homes), List.of());
    space.replica().commit(Draft.of("ann", List.of(made)));
    return space;
  }

  private static Grant grant(Reply reply) {
    return Grant.parse(reply.at("grant"));
  }

  /// How the exchange ended.
  private Ending push(OpenSpace space, String token) {
    URI address = URI.create(node.address() + "/s/" + space.entry().id());
    HttpPeer peer = new HttpPeer(address, new HttpPeer.Token(token), null);
    HttpTransport transport = new HttpTransport(peer);
    try (transport) {
      return Push.run(transport, space.held()).ending();
    }
  }

  @Test
  void whatAGrantedReplicaWritesIsTakenIn() {
    Identity identity = identity();
    Reply reply = granted(ann, identity).is(200);
    OpenSpace space = replica(reply, identity, grant(reply));
    try (space) {
      push(space, ann.token());
    }
    assertThat(ann.objects("")).contains("\"far1\"");
  }

  @Test
  void whatAReplicaWritesUnderAGrantOfItsOwnMakingIsNot() {
    Identity identity = identity();
    Reply reply = granted(ann, identity).is(200);
    OpenSpace space = replica(reply, identity, forged(reply, identity));
    try (space) {
      push(space, ann.token());
    }
    assertThat(ann.objects("")).isEqualTo(NOBODY);
  }

  /// Signed with another key than the owner's.
  private Grant forged(Reply reply, Identity identity) {
    Grant real = grant(reply);
    Bytes key = identity.origin().key();
    Bytes message = Grant.message(key, real.space(), real.types());
    Signer signer = node.home().surroundings().signer();
    return new Grant(key, signer.sign(signer.freshSecret(), message), real.space(), real.types());
  }

  @Test
  void theGrantOfOneReplicaLetsNoOtherWrite() {
    Reply reply = granted(ann, identity()).is(200);
    Grant stolen = grant(reply);
    Identity thief = identity();
    Grant claimed =
        new Grant(thief.origin().key(), stolen.signature(), stolen.space(), stolen.types());
    OpenSpace space = replica(reply, thief, claimed);
    try (space) {
      push(space, ann.token());
    }
    assertThat(ann.objects("")).isEqualTo(NOBODY);
  }

  @Test
  void aReplicaExchangesWithTheTokenOfItsOwnerForAsLongAsThatIsGood() {
    Identity identity = identity();
    Reply reply = granted(ann, identity).is(200);
    OpenSpace space = replica(reply, identity, grant(reply));
    try (space) {
      refused(space, node.token("bob@example.com", "http://app.example"));
      refused(space, node.token("ann@example.com", "http://other.example"));
      refused(space, ann.token() + "A");
      node.send("POST", "/sync/sign-out?all&auth=" + ann.token(), new byte[0]).is(200);
      refused(space, ann.token());
      String fresh = node.token("ann@example.com", "http://app.example");
      push(space, fresh);
      node.pass(Passes.LIFE.plusMinutes(1));
      refused(space, fresh);
    }
  }

  private void refused(OpenSpace space, String token) {
    assertThatThrownBy(() -> push(space, token)).isInstanceOf(Unreachable.class);
  }

  @Test
  void whatIsBeyondTheLimitsOfAStoreComesInWhenThereIsRoom() {
    startAnew(new Limits(2, 1_000_000, 1_000, HubNode.OFTEN.requests(), HubNode.OFTEN.signIns()));
    ann.counters("", "[{\"type\":\"note\",\"id\":\"1\"},{\"type\":\"note\",\"id\":\"2\"}]");
    Identity identity = identity();
    Reply reply = granted(ann, identity).is(200);
    OpenSpace space = replica(reply, identity, grant(reply));
    try (space) {
      assertThat(push(space, ann.token()).toString())
          .contains("a store here holds at most 2 objects; delete some first");
      assertThat(ann.objects("")).doesNotContain("far1");
      ann.counters("since=2", "[{\"type\":\"note\",\"id\":\"1\",\"deleted\":true}]");
      push(space, ann.token());
      assertThat(ann.objects("")).contains("far1");

      Draft another = Draft.of("ann", List.of(new Edit.Create(key("more"), List.of())));
      space.replica().commit(another);
      assertThat(push(space, ann.token())).isInstanceOf(Ending.Failed.class);
      space.replica().commit(Draft.of("ann", List.of(new Edit.Delete(key("far1"), null))));
      push(space, ann.token());
      assertThat(ann.objects("")).contains("more");
    }
  }

  @Test
  void aBlobThatIsTooLargeForAStoreIsTakenNeitherNamedNorItself() {
    startAnew(new Limits(10, 1_000_000, 1_000, HubNode.OFTEN.requests(), HubNode.OFTEN.signIns()));
    Identity identity = identity();
    Reply reply = granted(ann, identity).is(200);
    OpenSpace space = replica(reply, identity, grant(reply));
    try (space) {
      Value large = reference(1_001);
      space.replica().commit(picture(large));
      assertThat(push(space, ann.token()).toString())
          .contains("a blob has at most 1000 bytes here");
      String path = "/s/" + space.entry().id() + "/blobs/" + "0".repeat(64);
      String bearer = "Bearer " + ann.token();
      node.send("PUT", path, new byte[1_001], "Authorization", bearer).is(413);
      node.pour("PUT", path, new byte[1_001], "Authorization", bearer).is(413);
      node.pour("PUT", path, new byte[1_000], "Authorization", bearer).is(422);
      space.replica().commit(picture(Value.Null.ONLY));
      push(space, ann.token());
      assertThat(ann.objects("")).contains("far1");
    }
  }

  private static Draft picture(Value value) {
    List<Assign> assigns = List.of(new Assign.Set("picture", value));
    return Draft.of("ann", List.of(new Edit.Update(key("far1"), assigns, null, false)));
  }

  /// What a property holds that names a picture of so many bytes.
  private static Value reference(int bytes) {
    String json =
        "{\"$blob\":\"%s\",\"size\":%d,\"type\":\"image/png\"}".formatted("0".repeat(64), bytes);
    return Json.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static RecordKey key(String id) {
    return new RecordKey("note", id);
  }

  private void startAnew(Limits limits) {
    node.close();
    node = HubNode.start(folder.resolve("small"), limits);
    ann = node.client("ann@example.com", "notes");
  }

  @Test
  void onlyTheOwnerGetsAGrantAndOnlyForAKey() {
    HubClient bob = node.client("bob@example.com", "notes");
    HubClient posing = new HubClient(node, ann.user(), ann.bucket(), bob.token());
    granted(posing, identity()).is(401);
    ann.post("grant", "{\"key\":\"AAAA\"}").is(400);
    ann.post("grant", "{}").is(400);
    ann.post("grant", "x").is(400);
  }
}
