module consumer {
  requires io.github.freedomcard;
  requires jdk.httpserver;
}
