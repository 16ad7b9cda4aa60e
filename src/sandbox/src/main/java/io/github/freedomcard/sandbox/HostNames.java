package io.github.freedomcard.sandbox;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Host names and address literals, as in options, URLs and certificates. */
final class HostNames {

  private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}$)" + LABEL + "(\\." + LABEL + ")*");
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]+");

  private HostNames() {}

  /** Returns 127.0.0.1; {@code InetAddress.getLoopbackAddress} may be {@code ::1}. */
  static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Returns whether it is a name that can be resolved, or an address literal without brackets and
   * zone. Resolves no name.
   */
  static boolean isValid(String host) {
    try {
      return isAddress(host)
          ? InetAddress.getByName(host) != null
          : NAME.matcher(host).matches() && !host.matches("[0-9.]+");
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean isAddress(String host) {
    return IPV4.matcher(host).matches() || IPV6.matcher(host).matches();
  }

  /** Returns whether it is localhost or a loopback address. Resolves no name. */
  static boolean isLoopback(String host) {
    try {
      return host.equals("localhost")
          || (isAddress(host) && InetAddress.getByName(host).isLoopbackAddress());
    } catch (UnknownHostException malformed) {
      return false;
    }
  }

  /** Returns a valid host as an alternative name of a certificate, in the syntax of keytool. */
  static String alternativeName(String host) {
    try {
      return isAddress(host) ? "ip:" + InetAddress.getByName(host).getHostAddress() : "dns:" + host;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Returns a valid host as in a URL. */
  static String inUrl(String host) {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }
}
