package cardservice;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The host of the Card API and the credentials. */
@ConfigurationProperties("freedom-card")
record FreedomCardProperties(URI baseUrl, String authId, String secretKey, Duration timeout) {

  /** Without the secret key. */
  @Override
  public String toString() {
    return "FreedomCardProperties[baseUrl=%s, authId=%s, secretKey=***, timeout=%s]"
        .formatted(baseUrl, authId, timeout);
  }
}
