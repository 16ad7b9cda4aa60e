package io.github.freedomcard.spring.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observations of the client, with their names and keys. */
public enum FreedomCardObservationDocumentation implements ObservationDocumentation {

  /** A call of the client, with all its attempts, delays and status queries. */
  CALL {
    @Override
    public Class<? extends ObservationConvention<? extends Observation.Context>>
        getDefaultConvention() {
      return DefaultFreedomCardCallObservationConvention.class;
    }

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
      return CallKey.values();
    }

    @Override
    public KeyName[] getHighCardinalityKeyNames() {
      return CallIdKey.values();
    }
  },

  /** An HTTP request of a call: an attempt or a status query. */
  REQUEST {
    @Override
    public Class<? extends ObservationConvention<? extends Observation.Context>>
        getDefaultConvention() {
      return DefaultFreedomCardRequestObservationConvention.class;
    }

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
      return RequestKey.values();
    }
  };

  /** The low-cardinality keys of a call. */
  public enum CallKey implements KeyName {

    /** The operation's name, such as {@code createTransaction}, or {@code awaitCompletion}. */
    OPERATION("operation"),

    /**
     * {@code SUCCESS}; {@code IN_PROCESS} for a command that is accepted and not final; else the
     * exception's outcome: {@code NOT_PROCESSED}, {@code UNKNOWN} or {@code READ_ONLY}.
     */
    OUTCOME("outcome"),

    /** {@code DIRECT}, {@code RECOVERED}, {@code DEDUPLICATED}; {@code none} without a response. */
    RESOLUTION("resolution"),

    /** The vendor's error code if it is plain; else {@code none}. */
    ERROR_CODE("error.code");

    private final String key;

    CallKey(String key) {
      this.key = key;
    }

    @Override
    public String asString() {
      return key;
    }
  }

  /** The high-cardinality keys of a call. */
  public enum CallIdKey implements KeyName {

    /** The {@code request_id}; {@code none} if the request has none. */
    REQUEST_ID("request_id");

    private final String key;

    CallIdKey(String key) {
      this.key = key;
    }

    @Override
    public String asString() {
      return key;
    }
  }

  /** The low-cardinality keys of an HTTP request. */
  public enum RequestKey implements KeyName {

    /** The name of the operation that is sent; of a status query, {@code getRequestStatus}. */
    OPERATION("operation"),

    /** {@code attempt} or {@code status query}. */
    KIND("kind"),

    /**
     * The HTTP status; {@code none} without a response. It does not say whether a command took
     * effect: a decline has the status 200.
     */
    STATUS("status");

    private final String key;

    RequestKey(String key) {
      this.key = key;
    }

    @Override
    public String asString() {
      return key;
    }
  }
}
