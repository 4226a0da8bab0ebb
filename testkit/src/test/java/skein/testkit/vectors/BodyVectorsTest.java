package skein.testkit.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import skein.core.history.BodyReader;
import skein.core.history.Grant;
import skein.core.record.Change;
import skein.core.record.Seen;
import skein.core.record.Write;
import skein.core.value.Bytes;
import skein.core.value.SpaceId;
import skein.core.value.Value;

final class BodyVectorsTest {
  @TestFactory
  Stream<DynamicTest> everyBodyIsWhatItsVectorSays() {
    return Vectors.tests("bodies.json", BodyVectorsTest::check);
  }

  private static void check(Vectors.Case vector) {
    switch (BodyReader.read(Bytes.ofText(vector.text("body")), grant(vector))) {
      case BodyReader.Result.Good good -> {
        assertThat(vector.text("verdict")).isEqualTo("good");
        assertThat(good.body().time()).hasToString(vector.text("time"));
        List<Value> changes = good.body().changes().stream().map(BodyVectorsTest::told).toList();
        assertThat(changes).isEqualTo(vector.values("changes"));
      }
      case BodyReader.Result.Faulty faulty -> {
        assertThat(vector.text("verdict")).as(faulty.reason()).isEqualTo("void");
        Reasons.require(faulty.reason(), vector.text("class"));
      }
      case BodyReader.Result.Later later -> {
        assertThat(vector.text("verdict")).isEqualTo("held");
        assertThat(later.format()).isGreaterThan(1);
      }
    }
  }

  private static @Nullable Grant grant(Vectors.Case vector) {
    return vector.has("types")
        ? new Grant(
            Bytes.of(new byte[32]),
            Bytes.of(new byte[64]),
            SpaceId.of(new byte[20]),
            vector.texts("types"))
        : null;
  }

  private static Value told(Change change) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("op", Value.of(change.op().name().toLowerCase(java.util.Locale.ROOT)));
    fields.put("type", Value.of(change.key().type()));
    fields.put("id", Value.of(change.key().id()));
    fields.put(
        "writes",
        Value.of(
            change.writes().stream()
                .sorted(java.util.Comparator.comparing(Write::register))
                .map(BodyVectorsTest::told)
                .toList()));
    if (!change.released().isEmpty()) {
      SequencedMap<String, Value> released = new LinkedHashMap<>();
      change.released().forEach((property, dots) -> released.put(property, told(dots)));
      fields.put("released", Value.of(released));
    }
    return Value.of(fields);
  }

  private static Value told(Write write) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("register", Value.of(Told.name(write.register())));
    fields.put("values", Value.of(write.values()));
    if (!write.over().isEmpty()) {
      fields.put("over", told(write.over()));
    }
    if (!write.was().isEmpty()) {
      fields.put("was", Value.of(write.was().stream().map(w -> Value.of(w.text())).toList()));
    }
    if (!write.absorbed().isEmpty()) {
      List<Value> absorbed = new ArrayList<>();
      write
          .absorbed()
          .forEach(one -> absorbed.add(Value.of(with(one.seen(), Value.of(one.total())))));
      fields.put("absorbed", Value.of(absorbed));
    }
    return Value.of(fields);
  }

  private static Value told(List<Seen> dots) {
    return Value.of(dots.stream().map(dot -> Value.of(with(dot))).toList());
  }

  private static List<Value> with(Seen seen, Value... more) {
    List<Value> parts = new ArrayList<>();
    parts.add(Value.of(seen.tip().mark().toString()));
    parts.add(Value.of(seen.seq()));
    parts.addAll(List.of(more));
    return parts;
  }
}
