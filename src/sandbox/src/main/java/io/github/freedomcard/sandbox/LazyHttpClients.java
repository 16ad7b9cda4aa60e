package io.github.freedomcard.sandbox;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.http.client.ApacheHttpClientFactory;
import com.github.tomakehurst.wiremock.http.client.HttpClient;
import com.github.tomakehurst.wiremock.http.client.HttpClientFactory;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates WireMock's HTTP clients at their first request. Only a stub that proxies needs one, but
 * WireMock creates two at each start, with the platform's trust store.
 */
final class LazyHttpClients implements HttpClientFactory {

  private final HttpClientFactory clients = new ApacheHttpClientFactory();

  @Override
  public HttpClient buildHttpClient(
      Options options,
      boolean trustEverything,
      List<String> trustedHosts,
      boolean useSystemProperties) {
    return new LazyHttpClient(
        () -> clients.buildHttpClient(options, trustEverything, trustedHosts, useSystemProperties));
  }

  private static final class LazyHttpClient implements HttpClient {

    private final Supplier<HttpClient> factory;
    private @Nullable HttpClient client;

    LazyHttpClient(Supplier<HttpClient> factory) {
      this.factory = factory;
    }

    @Override
    public Response execute(Request request) throws IOException {
      return client().execute(request);
    }

    private synchronized HttpClient client() {
      if (client == null) {
        client = factory.get();
      }
      return client;
    }
  }
}
