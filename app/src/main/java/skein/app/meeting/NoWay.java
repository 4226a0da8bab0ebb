package skein.app.meeting;

import java.util.List;
import java.util.function.LongConsumer;
import skein.app.home.Meeting;
import skein.core.replica.Replica;

/// Meets nobody: stands for a kind of address that this build cannot reach.
///
/// @param kind what cannot be reached, as `a URL`
public record NoWay(String kind) implements Meeting {
  @Override
  public Outcome pull(Replica mine, Call call, LongConsumer progress) {
    return new Broken(0, List.of(), sentence(call));
  }

  @Override
  public Outcome push(Replica mine, Call call, LongConsumer progress) {
    return new Broken(0, List.of(), sentence(call));
  }

  private String sentence(Call call) {
    return call.peer().address()
        + " is "
        + kind
        + ", and this skein meets folders alone; name the folder of another home";
  }
}
