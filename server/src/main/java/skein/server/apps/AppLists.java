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
    List<Doc> docs =
        apps.all().stream().map(card -> AppShape.of(card).put("open", open(card, base))).toList();
    return Answer.json(new Doc().putDocs("apps", docs).value());
  }

  /// Where a browser on this machine finds it.
  private static String open(Apps.Card card, String base) {
    return AppFiles.origin(card.id().toString(), base) + "/";
  }
}
