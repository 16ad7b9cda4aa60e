package application;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@SpringBootApplication
public class CardService {

  public static void main(String[] args) {
    SpringApplication.run(CardService.class, args);
  }

  /** The block of src/docs/spring-boot.md. */
  @Configuration
  @Profile("agent")
  static class AgentConfiguration {

    @Bean
    OpenTelemetry openTelemetry() {
      return GlobalOpenTelemetry.get();
    }
  }
}
