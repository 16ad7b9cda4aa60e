package cardservice;

import io.github.freedomcard.FreedomCardClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates the client that the service shares; Spring closes it. */
@Configuration
class FreedomCardConfiguration {

  @Bean
  FreedomCardClient freedomCardClient(FreedomCardProperties properties) {
    return FreedomCardClient.builder()
        .baseUrl(properties.baseUrl())
        .credentials(properties.authId(), properties.secretKey())
        .timeout(properties.timeout())
        .build();
  }
}
