module application {
  requires io.github.freedomcard;

  exports application;
}
