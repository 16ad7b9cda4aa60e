package io.github.freedomcard.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.FreedomCardClientBuilder;
import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.CredentialsProvider;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.CloseCardRequest;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.sandbox.Fault;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.SandboxOptions;
import io.github.freedomcard.signing.JwsAlgorithm;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.wiremock.spring.EnableWireMock;
import org.wiremock.spring.InjectWireMock;

/** Tests with the sandbox, run as JUnit runs those of an application. */
class FreedomCardSandboxTestTest {

  private static final Set<FreedomCardSandbox> sandboxes = new HashSet<>();

  /** An application without a property of this client. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {

    /** The application's own credentials, which the sandbox would refuse. */
    @Bean
    CredentialsProvider vault() {
      return () -> Credentials.of("vault", "vault");
    }
  }

  private static Events run(Class<?>... classes) {
    sandboxes.clear();
    EngineTestKit.Builder engine = EngineTestKit.engine("junit-jupiter");
    for (Class<?> type : classes) {
      engine.selectors(selectClass(type));
    }
    return engine.execute().testEvents();
  }

  private static void block(FreedomCardSandbox sandbox, FreedomCardClient client) {
    String cardId = sandbox.arrange().activeCard().add();
    client.blockCard(BlockCardRequest.builder().cardId(cardId).description("lost").build());
    assertThat(sandbox.ledger().entries()).hasSize(1);
    sandboxes.add(sandbox);
  }

  @Test
  void tests_ofSeveralClasses_shareOneCleanSandbox() {
    run(One.class, Two.class).assertStatistics(events -> events.started(4).succeeded(4));
    assertThat(sandboxes).hasSize(1);
  }

  @SpringBootTest(classes = Application.class)
  @FreedomCardSandboxTest
  static class One {
    @Autowired FreedomCardSandbox sandbox;
    @Autowired FreedomCardClient client;

    @Test
    void first() {
      block(sandbox, client);
    }

    @Test
    void second(@Autowired FreedomCardSandbox parameter) {
      block(parameter, client);
    }
  }

  @SpringBootTest(classes = Application.class)
  @FreedomCardSandboxTest
  static class Two {

    @Test
    void resend_afterALostRequest_isKnownToTheClient(
        @Autowired FreedomCardSandbox sandbox, @Autowired FreedomCardClient client) {
      String cardId = sandbox.arrange().activeCard().add();
      sandbox.faults().next(CardOperations.CLOSE_CARD, Fault.requestReset());
      client.closeCard(CloseCardRequest.builder().cardId(cardId).description("closed").build());
      sandboxes.add(sandbox);
    }

    @Nested
    class Inner {
      @Test
      void inner(@Autowired FreedomCardSandbox sandbox, @Autowired FreedomCardClient client) {
        block(sandbox, client);
      }
    }
  }

  /** The message of the only test that failed. */
  private static AbstractStringAssert<?> assertFailure(Events events) {
    return assertThat(events.failed().stream())
        .singleElement()
        .extracting(
            event ->
                event
                    .getRequiredPayload(TestExecutionResult.class)
                    .getThrowable()
                    .orElseThrow()
                    .getMessage())
        .asString();
  }

  @Test
  void test_withAnArmedFaultThatWasNotTriggered_fails() {
    Events events = run(Pending.class);
    events.assertStatistics(counts -> counts.started(2).succeeded(1).failed(1));
    assertFailure(events).contains("blockCard: responseLost");
  }

  @SpringBootTest(classes = Application.class)
  @FreedomCardSandboxTest
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class Pending {
    @Autowired FreedomCardSandbox sandbox;
    @Autowired FreedomCardClient client;

    @Test
    void a_pending() {
      sandbox.faults().next(CardOperations.BLOCK_CARD, Fault.responseLost());
    }

    @Test
    void b_afterReset() {
      block(sandbox, client);
    }
  }

  @Test
  void clientOfTheApplication_thatWouldCallAnotherHost_isRejected() {
    Events events = run(OtherHost.class, BuiltForTheSandbox.class);
    events.assertStatistics(counts -> counts.started(2).succeeded(1).failed(1));
    assertFailure(events).contains("the bean otherHost does not call the sandbox");
  }

  @Configuration(proxyBeanMethods = false)
  static class OtherHostClient {
    @Bean
    FreedomCardClient otherHost() {
      return FreedomCardClient.builder()
          .baseUrl("http://127.0.0.1:1")
          .credentials("1", "s")
          .build();
    }
  }

  @SpringBootTest(classes = {Application.class, OtherHostClient.class})
  @FreedomCardSandboxTest
  static class OtherHost {
    @Test
    void call() {}
  }

  @Configuration(proxyBeanMethods = false)
  static class ClientForTheSandbox {
    @Bean
    FreedomCardClient own(FreedomCardClientBuilder builder) {
      return builder.timeout(Duration.ofSeconds(9)).build();
    }
  }

  @SpringBootTest(classes = {Application.class, ClientForTheSandbox.class})
  @FreedomCardSandboxTest
  static class BuiltForTheSandbox {
    @Test
    void call(@Autowired FreedomCardSandbox sandbox, @Autowired FreedomCardClient client) {
      block(sandbox, client);
    }
  }

  @Test
  void options_ofABean_areThoseOfTheSandbox() {
    run(Options.class).assertStatistics(events -> events.started(1).succeeded(1));
    assertThat(sandboxes).extracting(sandbox -> sandbox.baseUrl().getScheme()).contains("https");
  }

  @Configuration(proxyBeanMethods = false)
  static class TlsOptions {
    @Bean
    SandboxOptions options() {
      return SandboxOptions.builder().tls(true).algorithm(JwsAlgorithm.HS256).build();
    }
  }

  @SpringBootTest(classes = Application.class)
  @Import(TlsOptions.class)
  @FreedomCardSandboxTest
  static class Options {
    @Test
    void call(@Autowired FreedomCardSandbox sandbox, @Autowired FreedomCardClient client) {
      block(sandbox, client);
    }
  }

  @Test
  void sandbox_besideWireMock_staysItself() {
    run(BesideWireMock.class).assertStatistics(events -> events.started(1).succeeded(1));
  }

  @SpringBootTest(classes = Application.class)
  @EnableWireMock
  @FreedomCardSandboxTest
  static class BesideWireMock {
    @Test
    void both(
        @InjectWireMock WireMockServer other,
        @Autowired FreedomCardSandbox sandbox,
        @Autowired FreedomCardClient client) {
      assertThat(other.port()).isNotEqualTo(sandbox.wireMock().port());
      block(sandbox, client);
      assertThat(other.getAllServeEvents()).isEmpty();
    }
  }
}
