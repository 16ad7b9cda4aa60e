package cardservice;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** A service that blocks cards. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CardService {

  public static void main(String[] args) {
    SpringApplication.run(CardService.class, args);
  }
}
