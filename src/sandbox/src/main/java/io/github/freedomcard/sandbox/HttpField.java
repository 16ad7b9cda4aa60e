package io.github.freedomcard.sandbox;

/** A header field of a request or a response. */
record HttpField(String name, String value) {}
