package skein.server.apps;

import java.util.List;
import skein.server.hosting.Apps;
import skein.server.http.Answer;
import skein.server.http.Request;
import skein.server.shape.Doc;

/// The list of all apps.
record AppLists(Apps apps) {
  Answer all(Request request) {
    String base = request.base();
    List<Doc> docs = apps.all().stream().map(card -> told(card, base)).toList();
    return Answer.json(new Doc().putDocs("apps", docs).value());
  }

  private static Doc told(Apps.Card card, String base) {
    Apps.Progress progress = card.progress();
    return new Doc()
        .put("id", card.id().toString())
        .put("name", card.name())
        .put("title", card.title())
        .put("owned", card.owned())
        .put("files", card.size().files())
        .put("bytes", card.size().bytes())
        .put("posts", card.size().posts())
        .put("state", card.ready() ? "ready" : "arriving")
        .put("progress", new Doc().put("files", progress.files()).put("of", progress.of()).value())
        .putDocs(
            "peers",
            card.peers().stream()
                .map(peer -> new Doc().put("address", peer.address()).put("state", peer.state()))
                .toList())
        .put("link", card.link())
        .put("open", open(card, base));
  }

  /// Where a browser on this machine finds it.
  private static String open(Apps.Card card, String base) {
    return AppFiles.origin(card.id().toString(), base) + "/";
  }
}
