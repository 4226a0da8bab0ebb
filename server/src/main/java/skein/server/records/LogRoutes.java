package skein.server.records;

import java.util.ArrayList;
import java.util.List;
import skein.core.replica.LogEntry;
import skein.core.replica.Snapshot;
import skein.core.value.Bytes;
import skein.core.value.Value;
import skein.server.hosting.Hosted;
import skein.server.http.Answer;
import skein.server.http.Method;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;
import skein.server.shape.Doc;
import skein.server.shape.LogShape;

/// The changesets of a space, and those of one record, page by page.
final class LogRoutes {
  /// How many bytes of changesets one answer holds, beyond its first.
  private static final int MAX_PAGE_BYTES = 8 << 20;

  /// How many changesets are read at a time; each may have 1 MiB.
  private static final int SCAN = 16;

  private static final String BEFORE = "Newest first instead, from before this number.";

  private final Entrance entrance;

  LogRoutes(Entrance entrance) {
    this.entrance = entrance;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                Method.GET,
                "/s/{space}/log",
                Who.OWNER,
                "The changesets, in the order in which they came here.",
                this::log)
            .query("limit", ListRoutes.LIMIT)
            .query("after", ListRoutes.AFTER)
            .query("before", BEFORE),
        Route.of(
                Method.GET,
                "/s/{space}/history/{type}/{id}",
                Who.OWNER,
                "The changesets that touched a record.",
                this::history)
            .query("limit", ListRoutes.LIMIT)
            .query("after", ListRoutes.AFTER)
            .query("before", BEFORE));
  }

  private Answer log(Request request) {
    Page page = new Page(request);
    try (Hosted space = entrance.open(request)) {
      return space
          .replica()
          .read(
              view -> {
                for (List<LogEntry> part = part(view, page);
                    page.takes(part);
                    part = part(view, page)) {}
                return page.answer("log");
              });
    }
  }

  private static List<LogEntry> part(Snapshot view, Page page) {
    if (page.forward) {
      return view.log(page.from, SCAN);
    }
    long start = Math.max(0, page.from - 1 - SCAN);
    return view.log(start, SCAN).stream()
        .filter(entry -> entry.stored().number() < page.from)
        .toList()
        .reversed();
  }

  private Answer history(Request request) {
    Page page = new Page(request);
    try (Hosted space = entrance.open(request)) {
      return space
          .replica()
          .read(
              view -> {
                var key = Asked.key(request);
                List<LogEntry> all = view.history(Asked.found(view, key).localId());
                page.takes(page.forward ? all : all.reversed());
                return page.answer("history");
              });
    }
  }

  /// One page in the making. Confined to one thread.
  private static final class Page {
    final boolean forward;
    private final int limit;
    private final List<Doc> docs = new ArrayList<>();
    private long from;
    private long bytes;
    private boolean full;

    Page(Request request) {
      limit = Asked.limit(request);
      long before = Asked.cursor(request, "before", 0);
      forward = before == 0;
      from = forward ? Asked.cursor(request, "after", 0) : before;
    }

    /// Takes what fits; true if there may be more to take.
    boolean takes(List<LogEntry> entries) {
      for (LogEntry entry : entries) {
        long number = entry.stored().number();
        if (forward ? number > from : number < from) {
          bytes += entry.stored().bytes().map(Bytes::length).orElse(0);
          full = docs.size() == limit || (!docs.isEmpty() && bytes > MAX_PAGE_BYTES);
          if (full) {
            return false;
          }
          docs.add(LogShape.json(entry));
          from = number;
        }
      }
      return !entries.isEmpty();
    }

    /// The page; `after`, or `before` when it goes backward: where the next begins, null if there
    /// is none.
    Answer answer(String name) {
      Value next = full ? Value.of(from) : Value.Null.ONLY;
      return Answer.json(
          new Doc().putDocs(name, docs).put(forward ? "after" : "before", next).value());
    }
  }
}
