package skein.app.meeting;

import java.util.function.LongConsumer;
import skein.app.home.Address;
import skein.app.home.Meeting;
import skein.app.home.OpenSpace;

/// Meets each peer in the way of its address: the one place that knows all ways.
///
/// @param folders meets [Address.Folder]
/// @param bundles meets [Address.Bundle]
/// @param urls meets [Address.Url]
public record ByAddress(Meeting folders, Meeting bundles, Meeting urls) implements Meeting {
  @Override
  public Outcome pull(OpenSpace mine, Call call, LongConsumer progress) {
    return way(call).pull(mine, call, progress);
  }

  @Override
  public Outcome push(OpenSpace mine, Call call, LongConsumer progress) {
    return way(call).push(mine, call, progress);
  }

  private Meeting way(Call call) {
    return switch (call.peer().where()) {
      case Address.Folder folder -> folders;
      case Address.Bundle bundle -> bundles;
      case Address.Url url -> urls;
    };
  }
}
