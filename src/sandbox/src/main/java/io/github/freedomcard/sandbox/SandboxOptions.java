package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsAlgorithm;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options of a sandbox. Immutable and thread-safe. */
public final class SandboxOptions {

  /** The default {@code auth_id}. */
  public static final String DEFAULT_AUTH_ID = "sandbox";

  /** The default secret key. It is made up and valid for sandboxes only. */
  public static final String DEFAULT_SECRET_KEY = "sandbox-secret";

  private static final int MAX_PORT = 65_535;

  private final int port;
  private final Credentials credentials;
  private final JwsAlgorithm algorithm;
  private final ProcessingMode processing;
  private final BigDecimal deposit;
  private final Clock clock;
  private final int journalEntries;
  private final boolean tls;
  private final String host;
  private final InetAddress address;
  private final List<String> allowedHosts;
  private final @Nullable String controlToken;
  private final boolean showBodies;
  private final @Nullable Path certificateFile;

  private SandboxOptions(Builder builder) {
    this.port = builder.port;
    this.credentials = builder.credentials;
    this.algorithm = builder.algorithm;
    this.processing = builder.processing;
    this.deposit = builder.deposit;
    this.clock = builder.clock;
    this.journalEntries = builder.journalEntries;
    this.tls = builder.tls;
    this.host = builder.host;
    this.address = builder.address;
    this.allowedHosts = builder.allowedHosts;
    this.controlToken = builder.controlToken;
    this.showBodies = builder.showBodies;
    this.certificateFile = builder.certificateFile;
  }

  /** Returns the default options; the methods of {@link Builder} state each default. */
  public static SandboxOptions defaults() {
    return builder().build();
  }

  /** Returns a builder with the default options. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the port on the loopback address; 0 selects any free port. */
  public int port() {
    return port;
  }

  /** Returns the credentials whose signatures the sandbox accepts. */
  public Credentials credentials() {
    return credentials;
  }

  /** Returns the signature algorithm that the sandbox accepts. */
  public JwsAlgorithm algorithm() {
    return algorithm;
  }

  /** Returns when commands take effect. */
  public ProcessingMode processing() {
    return processing;
  }

  /** Returns the merchant's deposit in KZT, which pays for gift cards. */
  public BigDecimal deposit() {
    return deposit;
  }

  /** Returns the clock that timestamps in responses are taken from. */
  public Clock clock() {
    return clock;
  }

  /** Returns how many requests WireMock's journal keeps. */
  public int journalEntries() {
    return journalEntries;
  }

  /** Returns whether the sandbox serves TLS, and no clear text. */
  public boolean tls() {
    return tls;
  }

  /**
   * Returns the name or address literal under which {@link #address} was given; an IPv6 literal has
   * no brackets.
   */
  String host() {
    return host;
  }

  /** Returns the address that the sandbox listens on. */
  InetAddress address() {
    return address;
  }

  /**
   * Returns the names and address literals in lower case, besides {@link #host} and those of the
   * loopback address, under which the sandbox may be called.
   */
  List<String> allowedHosts() {
    return allowedHosts;
  }

  /** Returns the secret for the control API; null if it needs none. */
  @Nullable String controlToken() {
    return controlToken;
  }

  /** Returns where to write the certificate; null for nowhere. */
  @Nullable Path certificateFile() {
    return certificateFile;
  }

  /** Returns whether the log of the standalone sandbox shows bodies. */
  boolean showBodies() {
    return showBodies;
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
        + ", tls="
        + tls
        + ", host="
        + host
        + ", allowedHosts="
        + allowedHosts
        + ", showBodies="
        + showBodies
        + "]";
  }

  /** Builds options. Not thread-safe. */
  public static final class Builder {

    private int port;
    private Credentials credentials = Credentials.of(DEFAULT_AUTH_ID, DEFAULT_SECRET_KEY);
    private JwsAlgorithm algorithm = JwsAlgorithm.HS512;
    private ProcessingMode processing = ProcessingMode.immediate();
    private BigDecimal deposit = new BigDecimal("1000000");
    private Clock clock = Clock.systemUTC();
    private int journalEntries = 1_000;
    private boolean tls;
    private String host = "127.0.0.1";
    private InetAddress address = HostNames.loopback();
    private List<String> allowedHosts = List.of();
    private @Nullable String controlToken;
    private boolean showBodies;
    private @Nullable Path certificateFile;

    private Builder() {}

    /**
     * Sets the port; 0, the default, selects any free port.
     *
     * @throws IllegalArgumentException if it is not between 0 and 65535
     */
    public Builder port(int port) {
      if (port < 0 || port > MAX_PORT) {
        throw new IllegalArgumentException("port: not between 0 and 65535: " + port);
      }
      this.port = port;
      return this;
    }

    /**
     * Sets the credentials whose signatures the sandbox accepts; by default {@link
     * #DEFAULT_AUTH_ID} and {@link #DEFAULT_SECRET_KEY}.
     */
    public Builder credentials(Credentials credentials) {
      this.credentials = requireNonNull(credentials, "credentials");
      return this;
    }

    /**
     * Sets the signature algorithm that the sandbox accepts; by default {@link JwsAlgorithm#HS512}.
     */
    public Builder algorithm(JwsAlgorithm algorithm) {
      this.algorithm = requireNonNull(algorithm, "algorithm");
      return this;
    }

    /** Sets when commands take effect; by default {@link ProcessingMode#immediate}. */
    public Builder processing(ProcessingMode processing) {
      this.processing = requireNonNull(processing, "processing");
      return this;
    }

    /**
     * Sets the merchant's deposit, which pays for gift cards; by default 1,000,000 KZT.
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
     * Sets the clock that timestamps in responses are taken from; by default the system clock.
     * Timestamps have the offset {@code +05:00}, whatever the clock's zone.
     */
    public Builder clock(Clock clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Sets how many requests WireMock's journal keeps; by default 1,000. A larger journal slows
     * down every request, so a load test should set a small value.
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

    /**
     * Sets whether the sandbox serves TLS, and no clear text; by default false.
     *
     * <p>It then has an {@code https} base URL, and speaks HTTP/2 with a client that offers it,
     * else HTTP/1.1. {@link FreedomCardSandbox#newClientBuilder} sets up clients that trust its
     * certificate; {@link FreedomCardSandbox#sslContext} is for other HTTP clients.
     */
    public Builder tls(boolean tls) {
      this.tls = tls;
      return this;
    }

    /** Sets the address to listen on, and its name or literal. */
    Builder host(String host, InetAddress address) {
      this.host = host;
      this.address = address;
      return this;
    }

    Builder allowedHosts(List<String> allowedHosts) {
      this.allowedHosts = List.copyOf(allowedHosts);
      return this;
    }

    Builder controlToken(String controlToken) {
      this.controlToken = controlToken;
      return this;
    }

    /** Sets TLS, and where to write the certificate. */
    Builder certificateFile(Path file) {
      this.certificateFile = file;
      return tls(true);
    }

    Builder showBodies(boolean showBodies) {
      this.showBodies = showBodies;
      return this;
    }

    /** Returns the options. */
    public SandboxOptions build() {
      return new SandboxOptions(this);
    }
  }
}
