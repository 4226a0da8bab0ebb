package skein.server.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Edit;
import skein.core.value.Value;
import skein.server.world.FakeSpace;

/// What the showcase shows: tickets and stock of two offices, with conflicts of every kind, values
/// meant to harm a page, and a space with nothing in it.
final class SampleData {
  private static final long MINUTE = 60_000;
  private static final List<String> AREAS =
      List.of("sync", "import", "export", "history", "search", "printing", "the map", "the form");
  private static final List<String> FAULTS =
      List.of("is slow with many records", "forgets the filter", "shows the wrong time zone");
  private static final List<String> STATES = List.of("new", "open", "done");

  /// Beyond one page of the table.
  private static final int TICKETS = 130;

  private final AtomicLong clock =
      new AtomicLong(System.currentTimeMillis() - 2 * 24 * 60 * MINUTE);
  private boolean told;

  /// Minutes pass between what the story tells; afterwards it is now.
  private long now() {
    return told ? System.currentTimeMillis() : clock.addAndGet(11 * MINUTE / 2);
  }

  List<FakeSpace> spaces() {
    SampleSpace office = new SampleSpace(new FakeSpace("bugs", 1, this::now));
    SampleSpace field = new SampleSpace(new FakeSpace("bugs", 2, this::now));
    FakeSpace attic = new FakeSpace("attic", 3, this::now);
    tickets(office);
    rules(office);
    harm(office);
    stock(office);
    office.meet(field);
    conflicts(office, field);
    told = true;
    return List.of(attic, office.space());
  }

  static RecordKey ticket(String id) {
    return new RecordKey("ticket", id);
  }

  private static void rules(SampleSpace space) {
    SequencedMap<String, Value> status = new LinkedHashMap<>();
    status.put("kind", Value.of("text"));
    status.put("allowed", Value.of(STATES.stream().map(Value::of).toList()));
    space.create("office", new RecordKey("_type", "ticket"), "status", Value.of(status));
    SequencedMap<String, Value> counted = new LinkedHashMap<>();
    counted.put("form", Value.of("counter"));
    space.create("office", new RecordKey("_type", "item"), "stock", Value.of(counted));
  }

  private static void tickets(SampleSpace space) {
    space.create(
        "office",
        ticket("T1"),
        "summary",
        "Crash on start",
        "status",
        "new",
        "priority",
        2,
        "reported",
        "2026-11-19",
        "note",
        "Happens when the home folder is on a stick.");
    space.create("office", ticket("T2"), "summary", "The map does not print", "status", "new");
    space.create(
        "office", ticket("T3"), "summary", "Names with accents sort last", "status", "new");
    space.create("office", ticket("T4"), "summary", "Two windows, one record", "priority", 2);
    space.update("office", ticket("T1"), "status", "open");
    space.create("office", ticket("T5"), "summary", "Ask for a darker grey", "status", "someday");
    for (int i = 6; i < TICKETS; i++) {
      String area = AREAS.get(i % AREAS.size());
      String summary = area.substring(0, 1).toUpperCase(Locale.ROOT) + area.substring(1);
      space.create(
          "import",
          ticket("T" + i),
          "summary",
          summary + " " + FAULTS.get(i % FAULTS.size()),
          "status",
          STATES.get(i % STATES.size()),
          "priority",
          1 + i % 4);
    }
  }

  private static void harm(SampleSpace space) {
    space.create(
        "<b>office</b>",
        new RecordKey("odd", "<script>alert(1)</script>/..%2F#?"),
        "<img src=x onerror=alert(2)>",
        "<script>document.title='owned'</script>",
        "link",
        "javascript:alert(3)",
        "title",
        "<svg onload=alert(4)> \"quoted\" & 'odd'",
        "long",
        "word ".repeat(80),
        "list",
        Value.of(List.of(Value.of("</td><script>alert(5)</script>"), Value.of(1))));
  }

  private static void stock(SampleSpace space) {
    for (String name : List.of("Blanket", "Tarpaulin", "Water filter")) {
      RecordKey key = new RecordKey("item", name.replace(' ', '-').toLowerCase(Locale.ROOT));
      List<Assign> assigns = new ArrayList<>();
      assigns.add(new Assign.Set("name", Value.of(name)));
      assigns.add(new Assign.Add("stock", 40));
      assigns.add(new Assign.Put("tags", "aid"));
      space.commit("office", new Edit.Create(key, assigns));
      space.commit("field", Edit.Update.of(key, List.of(new Assign.Add("stock", -3))));
    }
  }

  private static void conflicts(SampleSpace office, SampleSpace field) {
    office.update("office", ticket("T1"), "status", "done", "priority", 1);
    field.update("field", ticket("T1"), "status", "new", "priority", 3);
    office.update("office", ticket("T3"), "summary", "Names with accents sort last in lists");
    field.update("field", ticket("T3"), "summary", "Names with accents sort after z");
    office.delete("office", ticket("T2"));
    field.update("field", ticket("T2"), "status", "open", "note", "Still so with the new driver.");
    office.update("office", ticket("T4"), "priority", 1);
    field.update("field", ticket("T4"), "priority", 3);
    office.meet(field);
    office.update("office", ticket("T4"), "priority", 4);
    field.update("field", ticket("T4"), "priority", 5);
    office.meet(field);
  }
}
