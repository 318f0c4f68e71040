package io.rejoin.profile;

import java.util.List;

/** Reads a whole profile and checks the rules that span its halves. */
final class ProfileReader {
  private static final List<String> HALVES = List.of("server", "client");

  private ProfileReader() {}

  static Profile read(String name, Section profile) {
    profile.allowOnly(
        name.equals(Profiles.DEFAULT) ? HALVES : List.of("extends", "server", "client"));
    Section server = profile.section("server");
    Section client = profile.section("client");
    ServerHalf serverHalf = ServerHalfReader.read(server);
    ClientHalf clientHalf = ClientHalfReader.read(client, serverHalf.window());
    server.require(
        serverHalf.askAfter().compareTo(clientHalf.heartbeat()) > 0,
        "ask-after",
        "must be longer than client.heartbeat (" + client.text("heartbeat") + ")");
    return new Profile(name, serverHalf, clientHalf);
  }
}
