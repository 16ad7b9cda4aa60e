module consumer {
  requires io.github.freedomcard;
  requires jdk.httpserver;

  opens consumer to
      com.fasterxml.jackson.databind;
}
