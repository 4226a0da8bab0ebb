package skein.sync.transport;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.Value;

/// Why a call over HTTP came to nothing, in sentences for people. What the other side says is
/// shown, but shortened and without anything that could steer a terminal.
public final class Refusals {
  private static final int MAX_DETAIL_CHARACTERS = 300;
  private static final int MAX_BODY_BYTES = 64 << 10;

  private Refusals() {}

  /// Why there is no answer.
  public static String why(Throwable failure) {
    Throwable root = failure;
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof UnresolvedAddressException || at instanceof UnknownHostException) {
        return "no machine of that name is known; check the address";
      }
      if (at instanceof HttpConnectTimeoutException) {
        return "no machine answers there; check the address and the network";
      }
      if (at instanceof HttpTimeoutException) {
        return "it does not answer in time; try again later";
      }
      root = at;
    }
    if (failure.getCause() instanceof ConnectException) {
      return "nothing listens there; is the node running?";
    }
    if (failure.getCause() instanceof SSLException) {
      return "it is not who it should be: " + said(root) + "; ask its owner for a new link";
    }
    return "the connection broke: " + said(root);
  }

  private static String said(Throwable failure) {
    String message = failure.getMessage();
    return shown(message == null ? failure.getClass().getSimpleName() : message);
  }

  static String why(int status, @Nullable String location, byte[] body) {
    return switch (status) {
      case 301, 302, 303, 307, 308 ->
          "it points to "
              + (location == null ? "another place" : shown(location))
              + ", which is not followed; if that is right, make it the peer's address";
      case 401, 403 -> "it does not let us in" + detail(body) + "; ask its owner for a new link";
      case 404 -> "it knows no such space or session" + detail(body) + "; try again";
      case 413, 429, 503 -> "it is asked for too much" + detail(body) + "; try again later";
      default -> "it answers with status " + status + detail(body);
    };
  }

  /// What a problem document (RFC 9457) tells, if it is one.
  private static String detail(byte[] body) {
    try {
      Value value = Json.parse(Arrays.copyOf(body, Math.min(body.length, MAX_BODY_BYTES)));
      return value instanceof Value.Obj(var fields)
              && fields.get("detail") instanceof Value.Text(String text)
          ? " (" + shown(text) + ")"
          : "";
    } catch (NotStrict | IllegalArgumentException e) {
      return "";
    }
  }

  /// A text from outside, fit to be shown.
  public static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(MAX_DETAIL_CHARACTERS)
        .map(point -> Character.isISOControl(point) ? ' ' : point)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }
}
