package io.github.freedomcard.sandbox;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Translates the head of a request from HTTP/2 to HTTP/1.1. */
final class Http2Request {

  private static final Pattern NAME = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t -~\\x80-\\xff]*");
  private static final Pattern WORD = Pattern.compile("[^\\s\0]+");
  private static final Set<String> CONNECTION_FIELDS =
      Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

  private Http2Request() {}

  /**
   * Returns the head of the same request in HTTP/1.1.
   *
   * @param bodyBytes the length of the body, which has arrived
   * @throws IllegalArgumentException if the request is malformed
   */
  static HttpHead toHttp1(List<HttpField> fields, int bodyBytes) {
    StringBuilder head = new StringBuilder();
    head.append(pseudoField(fields, ":method")).append(' ');
    head.append(pseudoField(fields, ":path")).append(" HTTP/1.1\r\n");
    String authority = pseudoField(fields, ":authority");
    head.append("host: ").append(authority).append("\r\n");
    for (HttpField field : fields) {
      if (field.name().startsWith(":")
          || (field.name().equals("host") && field.value().equalsIgnoreCase(authority))) {
        continue;
      }
      if (!NAME.matcher(field.name()).matches()
          || !VALUE.matcher(field.value()).matches()
          || CONNECTION_FIELDS.contains(field.name())) {
        throw new IllegalArgumentException("malformed field: " + field.name());
      }
      if (!field.name().equals("content-length")) {
        head.append(field.name()).append(": ").append(field.value()).append("\r\n");
      } else if (!field.value().equals(Integer.toString(bodyBytes))) {
        throw new IllegalArgumentException("content-length: not " + bodyBytes);
      }
    }
    head.append("content-length: ").append(bodyBytes).append("\r\n\r\n");
    HttpHead request = new HttpHead(head.toString());
    String violation = request.violation();
    if (violation != null) {
      throw new IllegalArgumentException(violation);
    }
    return request;
  }

  /** Returns whether a request is for the sandbox's own site; a malformed one is not. */
  static boolean isOwn(List<HttpField> fields, ControlSite site) {
    try {
      List<HttpField> withoutLength =
          fields.stream().filter(field -> !field.name().equals("content-length")).toList();
      return site.isOwn(toHttp1(withoutLength, 0));
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static String pseudoField(List<HttpField> fields, String name) {
    List<String> values =
        fields.stream().filter(field -> field.name().equals(name)).map(HttpField::value).toList();
    if (values.size() != 1 || !WORD.matcher(values.get(0)).matches()) {
      throw new IllegalArgumentException("malformed field: " + name);
    }
    return values.get(0);
  }

  /** Returns whether the field is about a connection of HTTP/1.1. */
  static boolean isConnectionField(String name) {
    return CONNECTION_FIELDS.contains(name);
  }
}
