package skein.testkit.twin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import skein.core.replica.Identity;
import skein.core.replica.MemoryStore;
import skein.core.replica.Origin;
import skein.core.replica.Outcome;
import skein.core.replica.Replica;
import skein.core.replica.Surroundings;
import skein.core.value.Bytes;
import skein.core.value.Json;
import skein.core.value.ReplicaId;
import skein.core.value.Value;
import skein.sync.exchange.Held;
import skein.sync.exchange.Session;
import skein.sync.transport.Pull;

/// Replicas in memory, led by a program in another language: reads a line of strict JSON, does what
/// it says, answers with one. All replicas are of one space, and known by their numbers from 0.
public final class Twin {
  private final SeededKeys keys = new SeededKeys();
  private final List<MemoryStore> stores = new ArrayList<>();
  private final List<Replica> replicas = new ArrayList<>();
  private @Nullable Bytes charter;
  private @Nullable Session session;
  private long millis;

  private Twin() {}

  public static void main(String[] args) throws IOException {
    Twin twin = new Twin();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Fields asked = Fields.of(Json.parse(line.getBytes(StandardCharsets.UTF_8)));
      out.println(new String(Json.write(twin.answer(asked)), StandardCharsets.UTF_8));
    }
  }

  private Value answer(Fields asked) {
    if (asked.maybe("now").isPresent()) {
      millis = asked.number("now");
    }
    return switch (asked.text("do")) {
      case "space" -> {
        stores.clear();
        replicas.clear();
        charter = Bytes.ofText(asked.text("charter"));
        yield Fields.made();
      }
      case "open" -> {
        Bytes space = Objects.requireNonNull(charter);
        yield add(new MemoryStore(space, identity(asked), "epoch"));
      }
      case "copy" -> add(stores.get((int) asked.number("replica")).copy());
      case "adopt" -> {
        replica(asked).adopt(identity(asked));
        yield told(replica(asked));
      }
      case "commit" -> committed(asked);
      case "pull" -> {
        Replica to = replica(asked);
        Pull.run(replicas.get((int) asked.number("from")), to, received -> {});
        yield told(to);
      }
      case "session" -> {
        Session begun = begin(asked);
        session = begun;
        yield messages(begun.opening());
      }
      case "message" -> messages(Objects.requireNonNull(session).receive(bytes(asked)));
      case "tell" -> Telling.of(replica(asked), List.of("_type", "a", "b"));
      default -> told(replica(asked));
    };
  }

  private Value add(MemoryStore store) {
    stores.add(store);
    replicas.add(new Replica(store, new Surroundings(keys, keys, () -> millis, () -> "none")));
    return Fields.made();
  }

  private Identity identity(Fields asked) {
    Bytes secret = asked.bytes("secret");
    Bytes key = asked.bytes("key");
    keys.add(secret, key);
    return new Identity(new Origin(ReplicaId.ofKey(key.toArray()), key, null), secret);
  }

  private Replica replica(Fields asked) {
    return replicas.get((int) asked.number("replica"));
  }

  private Value committed(Fields asked) {
    Replica replica = replica(asked);
    Outcome outcome = replica.commit(Drafts.read(Fields.of(asked.at("draft"))));
    Value digest = digest(replica);
    return switch (outcome) {
      case Outcome.Committed committed ->
          Fields.made(
              "result",
              Value.of("committed"),
              "dot",
              Fields.dot(committed.dot()),
              "digest",
              digest);
      case Outcome.Unchanged unchanged ->
          Fields.made("result", Value.of("unchanged"), "digest", digest);
      case Outcome.Refused(List<String> reasons) ->
          Fields.made(
              "result", Value.of("refused"), "digest", digest, "reasons", Fields.list(reasons));
    };
  }

  private static Value told(Replica replica) {
    return Fields.made("digest", digest(replica), "replica", Value.of(replica.id().toString()));
  }

  private static Value digest(Replica replica) {
    return Value.of(replica.frontier().digest().hex());
  }

  private Session begin(Fields asked) {
    Replica replica = replica(asked);
    return switch (asked.text("role")) {
      case "serve" -> Session.serve(replica);
      case "shallow" -> Session.pullShallow(Held.of(replica));
      default -> Session.pull(Held.of(replica), null);
    };
  }

  private static byte[] bytes(Fields asked) {
    return asked.bytes("message").toArray();
  }

  private static Value messages(List<byte[]> messages) {
    return Fields.made(
        "messages", Fields.list(messages.stream().map(one -> Bytes.of(one).base64url()).toList()));
  }
}
