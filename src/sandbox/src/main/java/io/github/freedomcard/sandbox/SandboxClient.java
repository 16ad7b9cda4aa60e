package io.github.freedomcard.sandbox;

/** A person or company that cards are issued to. */
final class SandboxClient {

  final String id;
  final String firstName;
  final String lastName;

  /** Receives the 3-D Secure codes. */
  long phone;

  SandboxClient(String id, long phone, String firstName, String lastName) {
    this.id = id;
    this.phone = phone;
    this.firstName = firstName;
    this.lastName = lastName;
  }
}
