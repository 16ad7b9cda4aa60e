package io.github.freedomcard.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.standalone.MappingsSource;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;
import com.github.tomakehurst.wiremock.stubbing.SubEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;

/**
 * The stub that responds to all requests that no other stub matches, through the {@link
 * FaultInjectingDispatcher}.
 *
 * <p>It is also WireMock's only source of mappings, so that a reset of WireMock restores it and no
 * mapping file of the user's project is loaded.
 */
final class CatchAllStub implements ResponseDefinitionTransformerV2, MappingsSource {

  private static final String NAME = "freedom-card-sandbox";

  private final FaultInjectingDispatcher dispatcher;

  CatchAllStub(FaultInjectingDispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public boolean applyGlobally() {
    return false;
  }

  @Override
  public ResponseDefinition transform(ServeEvent serveEvent) {
    SandboxResponse outgoing =
        dispatcher.serve(
            received(serveEvent.getRequest()),
            note -> serveEvent.appendSubEvent(SubEvent.warning(note)));
    ResponseDefinitionBuilder response =
        ResponseDefinitionBuilder.responseDefinition()
            .withStatus(outgoing.status())
            .withBody(outgoing.body());
    outgoing.headers().forEach(response::withHeader);
    return response.build();
  }

  private static SandboxRequest received(LoggedRequest request) {
    return new SandboxRequest(
        request.getMethod().getName(),
        request.getUrl(),
        request.getHeader("Content-Type"),
        request.getHeader("Request-Id"),
        request.getHeader("X-JWS-Signature"),
        request.getBody());
  }

  @Override
  public void loadMappingsInto(StubMappings stubMappings) {
    stubMappings.addMapping(
        any(anyUrl())
            .atPriority(Integer.MAX_VALUE)
            .willReturn(ResponseDefinitionBuilder.responseDefinition().withTransformers(NAME))
            .build());
  }

  @Override
  public void save(List<StubMapping> stubMappings) {
    // Stubs are not persistent.
  }

  @Override
  public void save(StubMapping stubMapping) {}

  @Override
  @SuppressWarnings("removal") // Not a default method in the versions that still declare it.
  public void remove(StubMapping stubMapping) {}

  @Override
  public void removeAll() {}
}
