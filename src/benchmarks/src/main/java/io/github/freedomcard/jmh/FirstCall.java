package io.github.freedomcard.jmh;

/** Makes one call over TLS and prints the id in the response. */
final class FirstCall {

  private FirstCall() {}

  /** Arguments: the caller, the base URL. */
  public static void main(String[] args) throws Exception {
    System.out.println(Caller.of(args[0], args[1], Wire.TLS).call());
    Runtime.getRuntime().halt(0);
  }
}
