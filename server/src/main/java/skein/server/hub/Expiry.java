package skein.server.hub;

import skein.core.merge.RecordView;
import skein.core.value.Value;

/// When objects are over: they may say so themselves.
public final class Expiry {
  private static final double MILLIS = 1e3;

  private Expiry() {}

  /// True if a record is an object whose time, in seconds since 1970, is over.
  public static boolean isOver(RecordView view, long nowMillis) {
    return view.exists()
        && view.value(ObjectShape.member(ObjectShape.EXPIRES)) instanceof Value.Num(double until)
        && until * MILLIS <= nowMillis;
  }
}
