package skein.server.http;

/// What a request asks to be done (RFC 9110). HEAD is answered by the GET of the same path.
public enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE
}
