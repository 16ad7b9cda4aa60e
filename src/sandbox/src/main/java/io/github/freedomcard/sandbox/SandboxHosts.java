package io.github.freedomcard.sandbox;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request was meant for the sandbox.
 *
 * <p>A web page that a developer has open can send requests to the sandbox: from its own origin, or
 * from a name that its server resolves to the sandbox's address. The first is recognised by {@code
 * Origin}, the second by {@code Host}.
 *
 * @param allowed names and addresses other than those of loopback, in lower case, without brackets
 */
record SandboxHosts(Set<String> allowed) {

  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9a-fA-F.]*:[0-9a-fA-F:.]*]|[0-9a-zA-Z._-]+)(:\\d{1,5})?");

  /** Returns why the request is refused; null if it is not. */
  @Nullable String refusal(HttpHead request, String scheme) {
    String host = request.field("Host");
    Matcher authority = host == null ? null : AUTHORITY.matcher(host);
    if (authority == null || !authority.matches()) {
      return "Host: missing or malformed";
    }
    String name = authority.group(1).toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
    if (!HostNames.isLoopback(name) && !allowed.contains(name)) {
      return "Host: neither a loopback address nor an allowed name; start the sandbox with"
          + " --allow-host to allow it";
    }
    return originRefusal(request, scheme);
  }

  /** Returns why a page of this origin is refused; null if it is the sandbox's, or no page. */
  @Nullable String originRefusal(HttpHead request, String scheme) {
    String origin = request.field("Origin");
    return origin == null || origin.equalsIgnoreCase(scheme + "://" + request.field("Host"))
        ? null
        : "Origin: a page of another origin can't call the sandbox";
  }
}
