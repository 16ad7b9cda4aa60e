package io.github.freedomcard.internal.transport;

import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;
import okhttp3.OkHttpClient;

/**
 * Resolves a host to loopback addresses only, so that clear text never leaves this machine, even if
 * a host file or a name server has another address for {@code localhost}.
 *
 * @param dns resolves the host; clients with an equal one can share connections
 */
record LoopbackDns(Dns dns) implements Dns {

  /** A client with the same pool and dispatcher that connects to this machine only, directly. */
  static OkHttpClient confine(OkHttpClient http) {
    return http.newBuilder().dns(new LoopbackDns(http.dns())).proxy(Proxy.NO_PROXY).build();
  }

  @Override
  public List<InetAddress> lookup(String hostname) throws UnknownHostException {
    List<InetAddress> addresses = dns.lookup(hostname);
    // Any other address is enough to refuse: OkHttp tries one after the other.
    if (!addresses.stream().allMatch(InetAddress::isLoopbackAddress)) {
      throw new UnknownHostException(hostname + ": not a loopback address; use https");
    }
    return addresses;
  }
}
