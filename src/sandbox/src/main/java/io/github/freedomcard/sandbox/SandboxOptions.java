package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsAlgorithm;
import java.math.BigDecimal;
import java.time.Clock;

/**
 * How a sandbox is set up.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class SandboxOptions {

  /** The partner of a sandbox that was told no other. */
  public static final String DEFAULT_AUTH_ID = "sandbox";

  /** The secret key of a sandbox that was told no other; it opens nothing else. */
  public static final String DEFAULT_SECRET_KEY = "sandbox-secret";

  private static final int LARGEST_PORT = 65_535;

  private final int port;
  private final Credentials credentials;
  private final JwsAlgorithm algorithm;
  private final ProcessingMode processing;
  private final BigDecimal deposit;
  private final Clock clock;
  private final int journalEntries;

  private SandboxOptions(Builder builder) {
    this.port = builder.port;
    this.credentials = builder.credentials;
    this.algorithm = builder.algorithm;
    this.processing = builder.processing;
    this.deposit = builder.deposit;
    this.clock = builder.clock;
    this.journalEntries = builder.journalEntries;
  }

  /** All as it is unless told otherwise; see the methods of {@link Builder}. */
  public static SandboxOptions defaults() {
    return builder().build();
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** The port on the loopback address; 0 for any that is free. */
  public int port() {
    return port;
  }

  /** Whose signatures are accepted. */
  public Credentials credentials() {
    return credentials;
  }

  /** The one algorithm that is accepted. */
  public JwsAlgorithm algorithm() {
    return algorithm;
  }

  /** When commands take effect. */
  public ProcessingMode processing() {
    return processing;
  }

  /** What the merchant has to pay gift cards from, in KZT. */
  public BigDecimal deposit() {
    return deposit;
  }

  /** Where the moments in answers come from. */
  public Clock clock() {
    return clock;
  }

  /** How many requests WireMock's journal keeps. */
  public int journalEntries() {
    return journalEntries;
  }

  @Override
  public String toString() {
    return "SandboxOptions[port="
        + port
        + ", credentials="
        + credentials
        + ", algorithm="
        + algorithm
        + ", processing="
        + processing
        + ", deposit="
        + deposit.toPlainString()
        + "]";
  }

  /** Takes what is to differ from the defaults; for use by one thread. */
  public static final class Builder {

    private int port;
    private Credentials credentials = Credentials.of(DEFAULT_AUTH_ID, DEFAULT_SECRET_KEY);
    private JwsAlgorithm algorithm = JwsAlgorithm.HS512;
    private ProcessingMode processing = ProcessingMode.atOnce();
    private BigDecimal deposit = new BigDecimal("1000000");
    private Clock clock = Clock.systemUTC();
    private int journalEntries = 1_000;

    private Builder() {}

    /**
     * Sets the port; 0, the default, takes any that is free.
     *
     * @throws IllegalArgumentException if it is not between 0 and 65535
     */
    public Builder port(int port) {
      if (port < 0 || port > LARGEST_PORT) {
        throw new IllegalArgumentException("port: not between 0 and 65535: " + port);
      }
      this.port = port;
      return this;
    }

    /**
     * Sets whose signatures are accepted; by default those of {@link #DEFAULT_AUTH_ID} with {@link
     * #DEFAULT_SECRET_KEY}.
     */
    public Builder credentials(Credentials credentials) {
      this.credentials = requireNonNull(credentials, "credentials");
      return this;
    }

    /** Sets the one algorithm that is accepted; by default {@link JwsAlgorithm#HS512}. */
    public Builder algorithm(JwsAlgorithm algorithm) {
      this.algorithm = requireNonNull(algorithm, "algorithm");
      return this;
    }

    /** Sets when commands take effect; by default {@link ProcessingMode#atOnce}. */
    public Builder processing(ProcessingMode processing) {
      this.processing = requireNonNull(processing, "processing");
      return this;
    }

    /**
     * Sets what the merchant has to pay gift cards from; by default 1,000,000 KZT.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder deposit(BigDecimal deposit) {
      if (requireNonNull(deposit, "deposit").signum() < 0) {
        throw new IllegalArgumentException("deposit < 0: " + deposit.toPlainString());
      }
      this.deposit = deposit;
      return this;
    }

    /**
     * Sets where the moments in answers come from; by default the system's clock. Whatever its
     * zone, they are written with the offset {@code +05:00}.
     */
    public Builder clock(Clock clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Sets how many requests WireMock's journal keeps; by default 1,000. With each of them every
     * request takes longer, so that a test of load wants few.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder journalEntries(int journalEntries) {
      if (journalEntries <= 0) {
        throw new IllegalArgumentException("journalEntries <= 0: " + journalEntries);
      }
      this.journalEntries = journalEntries;
      return this;
    }

    /** The options. */
    public SandboxOptions build() {
      return new SandboxOptions(this);
    }
  }
}
