package io.github.freedomcard.operation;

/**
 * How well an operation is known: the lowest grade of its path and of its request's key fields.
 *
 * <p>The vendor's documentation could be read only in part, so some of the catalogue is inference.
 */
public enum Evidence {

  /** Read on the vendor's page. */
  DOCUMENTED,

  /** Read in an older or cut copy of the vendor's page. */
  PARTIAL,

  /**
   * Not seen: chosen by analogy with documented neighbours. The path can be overridden with {@code
   * FreedomCardClientBuilder.path(operation, path)}.
   */
  INFERRED,

  /** Described by the user of this library, who knows. */
  CALLER_DEFINED
}
