package io.github.freedomcard.spring;

import io.github.freedomcard.CallListener;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.FreedomCardClientBuilder;
import io.github.freedomcard.config.CredentialsProvider;
import okhttp3.Dispatcher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnThreading;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.support.ExecutorServiceAdapter;

/**
 * Creates a {@link FreedomCardClient} from {@link FreedomCardProperties}, unless the application
 * defines one. Spring closes it.
 *
 * <p>Without a host or credentials the application does not start, and says what to set. {@link
 * FreedomCardClientBuilder} is a bean, too, for further clients: each injection gets its own.
 */
@AutoConfiguration(after = SslAutoConfiguration.class)
@EnableConfigurationProperties(FreedomCardProperties.class)
public final class FreedomCardAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  FreedomCardConnectionDetails freedomCardConnectionDetails(
      FreedomCardProperties properties,
      ObjectProvider<CredentialsProvider> credentials,
      ObjectProvider<SslBundles> bundles) {
    return new PropertiesConnectionDetails(properties, credentials, bundles);
  }

  @Bean
  @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
  @ConditionalOnMissingBean
  FreedomCardClientBuilder freedomCardClientBuilder(
      FreedomCardConnectionDetails details,
      FreedomCardProperties properties,
      ObjectProvider<CallListener> listeners,
      ObjectProvider<FreedomCardClientBuilderCustomizer> customizers) {
    return new ClientBuilderConfigurer(details, properties)
        .builder(listeners.orderedStream(), customizers.orderedStream());
  }

  /** Asynchronous calls and their callbacks run on virtual threads if the application's do. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  @ConditionalOnThreading(Threading.VIRTUAL)
  FreedomCardClientBuilderCustomizer freedomCardVirtualThreads() {
    SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("freedom-card-");
    threads.setVirtualThreads(true);
    return builder ->
        builder
            .callbackExecutor(threads)
            .configureHttp(
                http -> {
                  Dispatcher limits = http.build().dispatcher();
                  Dispatcher dispatcher = new Dispatcher(new ExecutorServiceAdapter(threads));
                  dispatcher.setMaxRequests(limits.getMaxRequests());
                  dispatcher.setMaxRequestsPerHost(limits.getMaxRequestsPerHost());
                  http.dispatcher(dispatcher);
                });
  }

  @Bean
  @ConditionalOnMissingBean
  FreedomCardClient freedomCardClient(FreedomCardClientBuilder builder) {
    return builder.build();
  }
}
