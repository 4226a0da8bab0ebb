package skein.server.http;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import skein.core.value.Json;
import skein.core.value.Value;

/// A request that gets no for an answer: problem details (RFC 9457). The message is a sentence for
/// people that says what is wrong and, where that helps, what to do.
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// The media type of problem details.
  public static final String MEDIA_TYPE = "application/problem+json";

  private final int status;

  /// @param status a status of HTTP, 400 to 599
  public Problem(int status, String detail) {
    super(detail, null, false, false);
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status " + status + "; a problem has 400 to 599");
    }
    this.status = status;
  }

  /// 400: the request cannot be understood.
  public static Problem bad(String detail) {
    return new Problem(400, detail);
  }

  /// 403: whoever asks may not.
  public static Problem forbidden(String detail) {
    return new Problem(403, detail);
  }

  /// 404: there is no such thing.
  public static Problem absent(String detail) {
    return new Problem(404, detail);
  }

  /// What a status is called (RFC 9110).
  public static String phrase(int status) {
    return Statuses.phrase(status);
  }

  public int status() {
    return status;
  }

  /// It as an answer.
  public Answer answer() {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("type", Value.of("about:blank"));
    fields.put("title", Value.of(Statuses.phrase(status)));
    fields.put("status", Value.of(status));
    fields.put("detail", Value.of(String.valueOf(getMessage())));
    Answer answer = Answer.bytes(status, MEDIA_TYPE, Json.write(Value.of(fields)));
    return status == 401 ? answer.with("WWW-Authenticate", "Bearer") : answer;
  }
}
