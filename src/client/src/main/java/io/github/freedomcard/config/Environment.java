package io.github.freedomcard.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host of the Card API.
 *
 * <p>{@link #PRODUCTION} and {@link #TEST} are documented (Card API, "Transport"); {@link #of}
 * makes one for other hosts of the vendor. Immutable and safe to share between threads.
 */
public final class Environment {

  private static final int MAX_PORT = 65535;

  /**
   * Only forms that every resolver reads alike: 127.0.0.010 may be another address. Declared before
   * the constants, because they use it.
   */
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "localhost|127(\\.(0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])){3}"
              + "|\\[::1]|\\[0:0:0:0:0:0:0:1]");

  /** {@code https://api.freedompay.kz}: real cards and real money. */
  public static final Environment PRODUCTION = of(URI.create("https://api.freedompay.kz"));

  /** {@code https://test-api.freedompay.kz}: the vendor's test host. */
  public static final Environment TEST = of(URI.create("https://test-api.freedompay.kz"));

  private final URI baseUrl;

  private Environment(URI baseUrl) {
    this.baseUrl = baseUrl;
  }

  /**
   * The host at {@code baseUrl}: a scheme, a host and optionally a port. Nothing else is allowed,
   * because the signature covers the path of each request.
   *
   * @throws IllegalArgumentException if the URL has a path, query, fragment or user, if it has no
   *     host, a host with a dot at its end or an impossible port, or if it is not HTTPS and the
   *     host is not {@code localhost}, {@code 127.x.x.x} or {@code [::1]}
   * @throws NullPointerException if it is null
   */
  public static Environment of(URI baseUrl) {
    requireNonNull(baseUrl, "baseUrl");
    String scheme = baseUrl.getScheme() == null ? "" : baseUrl.getScheme().toLowerCase(Locale.ROOT);
    String host = baseUrl.getHost();
    // First, because a user part may contain a password, and the messages below print the URL. The
    // check looks for the character, because URI does not parse a user part in every form.
    if (baseUrl.toString().contains("@")) {
      throw new IllegalArgumentException("baseUrl: has a user part");
    }
    if (host == null) {
      throw new IllegalArgumentException("baseUrl: no host: " + baseUrl);
    }
    if (host.endsWith(".")) {
      throw new IllegalArgumentException("baseUrl: host ends with a dot: " + baseUrl);
    }
    if (baseUrl.getPort() == 0 || baseUrl.getPort() > MAX_PORT) {
      throw new IllegalArgumentException("baseUrl: no port: " + baseUrl);
    }
    if (baseUrl.getRawQuery() != null) {
      throw new IllegalArgumentException("baseUrl: has a query: " + baseUrl);
    }
    if (baseUrl.getRawFragment() != null) {
      throw new IllegalArgumentException("baseUrl: has a fragment: " + baseUrl);
    }
    String path = baseUrl.getRawPath();
    if (path != null && !path.isEmpty() && !path.equals("/")) {
      throw new IllegalArgumentException("baseUrl: has a path: " + baseUrl);
    }
    boolean loopback = LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    if (!scheme.equals("https") && !(scheme.equals("http") && loopback)) {
      throw new IllegalArgumentException("baseUrl: not https: " + baseUrl);
    }
    String port = baseUrl.getPort() < 0 ? "" : ":" + baseUrl.getPort();
    return new Environment(URI.create(scheme + "://" + host + port));
  }

  /** Scheme, host and port, without a trailing slash. */
  public URI baseUrl() {
    return baseUrl;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Environment that && baseUrl.equals(that.baseUrl);
  }

  @Override
  public int hashCode() {
    return baseUrl.hashCode();
  }

  @Override
  public String toString() {
    return baseUrl.toString();
  }
}
