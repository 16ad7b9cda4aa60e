package io.github.freedomcard.sandbox;

/** A person or company that cards are issued to. */
final class Client {

  final String id;
  final String firstName;
  final String lastName;

  /** Gets the 3-D Secure codes. */
  long phone;

  Client(String id, long phone, String firstName, String lastName) {
    this.id = id;
    this.phone = phone;
    this.firstName = firstName;
    this.lastName = lastName;
  }
}
