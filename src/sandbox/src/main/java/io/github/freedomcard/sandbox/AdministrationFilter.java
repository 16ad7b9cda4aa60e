package io.github.freedomcard.sandbox;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.requestfilter.AdminRequestFilterV2;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/**
 * Closes WireMock's administration over HTTP, which needs no signature; the test's own WireMock
 * object does not use HTTP.
 */
final class AdministrationFilter implements AdminRequestFilterV2 {

  @Override
  public RequestFilterAction filter(Request request, ServeEvent serveEvent) {
    return RequestFilterAction.stopWith(
        ResponseDefinitionBuilder.responseDefinition().withStatus(404).build());
  }

  @Override
  public String getName() {
    return "freedom-card-sandbox-administration";
  }
}
