package skein.server.records;

import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import skein.core.value.SpaceId;
import skein.core.value.Value;
import skein.server.hosting.Hosted;
import skein.server.hosting.Partners;
import skein.server.http.Answer;
import skein.server.http.Method;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;
import skein.server.shape.Doc;

/// The peers of a space, and how it stands with them.
final class PartnerRoutes {
  private final Entrance entrance;
  private final Partners partners;

  PartnerRoutes(Entrance entrance, Partners partners) {
    this.entrance = entrance;
    this.partners = partners;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            Method.GET,
            "/s/{space}/peers",
            Who.OWNER,
            "The peers of a space, and whether they are in step.",
            this::peers),
        Route.of(
                Method.POST,
                "/s/{space}/sync",
                Who.OWNER,
                "Syncs with a peer, {peer}, or with all; answers when that is done.",
                this::sync)
            .takes(Bodies.JSON)
            .statuses(200, 413, 415));
  }

  private SpaceId space(Request request) {
    try (Hosted space = entrance.open(request)) {
      return space.replica().space();
    }
  }

  private Answer peers(Request request) {
    List<Partners.Partner> all = partners.of(space(request));
    return Answer.json(
        new Doc().putDocs("peers", all.stream().map(PartnerRoutes::partner).toList()).value());
  }

  private static Doc partner(Partners.Partner partner) {
    return new Doc()
        .put("name", partner.name())
        .put("address", partner.address())
        .put("state", partner.state().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .putIfThere("since", partner.since())
        .putIfThere("last", partner.last())
        .putIfThere("error", partner.error());
  }

  private Answer sync(Request request) {
    if (Bodies.kind(request) != Bodies.Kind.JSON) {
      throw new Problem(415, "this takes " + Bodies.JSON);
    }
    SequencedMap<String, Value> body = Bodies.object(request);
    String name = Assigns.text(body, "peer");
    List<Partners.Synced> synced =
        partners
            .sync(space(request), name)
            .orElseThrow(() -> Problem.absent("there is no peer '" + name + "' of this space"));
    return Answer.json(
        new Doc().putDocs("peers", synced.stream().map(PartnerRoutes::synced).toList()).value());
  }

  private static Doc synced(Partners.Synced synced) {
    return new Doc()
        .put("name", synced.name())
        .put("came", synced.moved().came())
        .put("went", synced.moved().went())
        .putIfThere("error", synced.error());
  }
}
