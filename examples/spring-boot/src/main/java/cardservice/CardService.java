package cardservice;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A service that blocks cards. */
@SpringBootApplication
public class CardService {

  public static void main(String[] args) {
    SpringApplication.run(CardService.class, args);
  }
}
