package skein.testkit.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import skein.core.merge.Merge;
import skein.core.merge.Policy;
import skein.core.merge.Shown;
import skein.core.record.Dot;
import skein.core.record.Entry;
import skein.core.record.Mark;
import skein.core.record.ValueHash;
import skein.core.value.ReplicaId;
import skein.core.value.Time;

final class MergeVectorsTest {
  @TestFactory
  Stream<DynamicTest> policiesChooseAsTheVectorsSay() {
    return Vectors.tests("merges.json", MergeVectorsTest::check);
  }

  @TestFactory
  Stream<DynamicTest> decisionsAndKnowledgeHealAsTheVectorsSay() {
    return Vectors.tests("heals.json", MergeVectorsTest::check);
  }

  private static void check(Vectors.Case vector) {
    List<Entry> live =
        vector.cases("entries").stream().map(MergeVectorsTest::entry).sorted(Entry.ORDER).toList();
    Shown shown = Merge.show(live, Policy.parse(vector.text("policy")));
    assertThat(shown.value()).isEqualTo(vector.at("value"));
    assertThat(shown.standing().name().toLowerCase(Locale.ROOT)).isEqualTo(vector.text("standing"));
  }

  private static Entry entry(Vectors.Case entry) {
    Dot dot =
        new Dot(
            ReplicaId.parse(entry.text("replica")),
            entry.number("seq"),
            Mark.parse(entry.text("mark")));
    List<ValueHash> was = entry.texts("was").stream().map(ValueHash::new).toList();
    return new Entry(dot, Time.parse(entry.text("time")), entry.at("value"), was, List.of());
  }
}
