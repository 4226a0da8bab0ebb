package skein.server.apps;

import skein.server.hosting.Apps;
import skein.server.shape.Doc;

/// What is said of an app in a list, the same by the node and by `--json` of a command.
public final class AppShape {
  private AppShape() {}

  public static Doc of(Apps.Card card) {
    Apps.Progress progress = card.progress();
    Doc doc =
        new Doc()
            .put("id", card.id().toString())
            .put("name", card.name())
            .put("title", card.title())
            .put("owned", card.owned())
            .put("files", card.size().files())
            .put("bytes", card.size().bytes())
            .put("posts", card.size().posts())
            .put("state", card.ready() ? "ready" : "arriving")
            .put(
                "progress",
                new Doc().put("files", progress.files()).put("of", progress.of()).value())
            .putDocs("peers", card.peers().stream().map(AppShape::of).toList())
            .put("link", card.link());
    Apps.Door door = card.door();
    return door == null ? doc : doc.put("public", of(door).value());
  }

  private static Doc of(Apps.Door door) {
    return new Doc().put("port", door.port()).putIfThere("trouble", door.trouble());
  }

  public static Doc of(Apps.Peer peer) {
    return new Doc().put("address", peer.address()).put("state", peer.state());
  }
}
