package skein.bench;

import java.util.List;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Edit;
import skein.core.value.Value;

/// The n-th record that both sides write: a ticket with five properties, and a time-ordered id.
record Sample(int number) {
  String id() {
    return "0198c0de-%04x-7%03x-8000-%012x"
        .formatted(
            number >>> 12 & 0xFFFF, number & 0xFFF, number * 0x9E37_79B9_7F4AL & 0xFFFFFFFFFFFFL);
  }

  private String summary() {
    return "The pump of well " + number + " gives no water since the last flood";
  }

  Edit create() {
    return new Edit.Create(
        new RecordKey("ticket", id()),
        List.of(
            new Assign.Set("summary", Value.of(summary())),
            new Assign.Set("status", Value.of("new")),
            new Assign.Set("priority", Value.of(number % 5L)),
            new Assign.Set("owner", Value.of("editor-" + number % 97)),
            new Assign.Set("site", Value.of("camp-" + number % 31))));
  }

  /// What a plain program would write of it as JSON.
  String json() {
    return "{\"summary\":\""
        + summary()
        + "\",\"status\":\"new\",\"priority\":"
        + number % 5
        + ",\"owner\":\"editor-"
        + number % 97
        + "\",\"site\":\"camp-"
        + number % 31
        + "\"}";
  }
}
