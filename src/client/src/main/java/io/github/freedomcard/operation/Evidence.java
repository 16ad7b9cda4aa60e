package io.github.freedomcard.operation;

/**
 * How well an operation is documented: the lowest grade of its path and its request's key fields.
 *
 * <p>Only a part of the vendor's documentation was accessible, so some of the catalogue is
 * inferred.
 */
public enum Evidence {

  /** Read on the vendor's page. */
  DOCUMENTED,

  /** Read in an older or incomplete copy of the vendor's page. */
  PARTIAL,

  /**
   * Not read anywhere: chosen by analogy with documented operations. {@code
   * FreedomCardClientBuilder.path(operation, path)} sets another path.
   */
  INFERRED,

  /** Described by the caller of this library. */
  CALLER_DEFINED
}
