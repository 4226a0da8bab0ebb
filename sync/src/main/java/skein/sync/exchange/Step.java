package skein.sync.exchange;

import java.util.List;
import skein.sync.ending.Ending;

/// What one side does about a message: what it answers, and where that leaves the session.
record Step(List<Message> answers, Ending ending) {
  static Step answer(List<Message> answers) {
    return new Step(answers, new Ending.Open());
  }

  static Step answer(Message answer) {
    return answer(List.of(answer));
  }

  static Step end(Message answer, Ending ending) {
    return new Step(List.of(answer), ending);
  }

  static Step end(Ending ending) {
    return new Step(List.of(), ending);
  }

  /// The other side broke a rule.
  static Step blame(String reason) {
    return end(new Message.Refuse(reason), new Ending.Failed(reason, true));
  }

  /// Nobody is to blame, but it cannot go on.
  static Step refuse(String reason) {
    return end(new Message.Refuse(reason), new Ending.Failed(reason, false));
  }

  static Step outOfTurn(Message message) {
    return blame("'" + message.name() + "' came out of turn");
  }
}
