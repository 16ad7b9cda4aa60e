/** The Java client for the Freedom Pay Card API. */
@SuppressWarnings("module")
module io.github.freedomcard {
  requires com.fasterxml.jackson.annotation;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.datatype.jsr310;
  requires com.nimbusds.jose.jwt;
  requires kotlin.stdlib;
  requires transitive okhttp3;
  requires okio;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports io.github.freedomcard;
  exports io.github.freedomcard.config;
  exports io.github.freedomcard.error;
  exports io.github.freedomcard.model;
  exports io.github.freedomcard.model.card;
  exports io.github.freedomcard.model.client;
  exports io.github.freedomcard.model.gift;
  exports io.github.freedomcard.model.limit;
  exports io.github.freedomcard.model.transaction;
  exports io.github.freedomcard.operation;
  exports io.github.freedomcard.signing;

  // Jackson reads and writes the records, one field with a deserializer of ours. An application may
  // do so
  // with Jackson 3.
  opens io.github.freedomcard.internal.util to
      com.fasterxml.jackson.databind;
  opens io.github.freedomcard.model to
      com.fasterxml.jackson.databind,
      tools.jackson.databind;
  opens io.github.freedomcard.model.card to
      com.fasterxml.jackson.databind,
      tools.jackson.databind;
  opens io.github.freedomcard.model.client to
      com.fasterxml.jackson.databind,
      tools.jackson.databind;
  opens io.github.freedomcard.model.gift to
      com.fasterxml.jackson.databind,
      tools.jackson.databind;
  opens io.github.freedomcard.model.limit to
      com.fasterxml.jackson.databind,
      tools.jackson.databind;
  opens io.github.freedomcard.model.transaction to
      com.fasterxml.jackson.databind,
      tools.jackson.databind;
}
