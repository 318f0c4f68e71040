package io.rejoin.testkit;

import com.typesafe.config.Config;
import io.rejoin.auth.App;
import io.rejoin.auth.Apps;
import io.rejoin.auth.AuthSettings;
import io.rejoin.gateway.GatewaySettings;
import io.rejoin.profile.Profile;
import io.rejoin.profile.Profiles;
import io.rejoin.room.RoomSettings;
import io.rejoin.session.SessionSettings;
import io.rejoin.store.InboxSettings;

/** What the configuration says about a server; equal configurations are read once. */
record ServerParts(
    GatewaySettings gateway,
    RoomSettings rooms,
    SessionSettings sessions,
    InboxSettings inbox,
    AuthSettings auth,
    Apps apps,
    Profiles profiles) {

  static ServerParts of(Config config) {
    return new ServerParts(
        GatewaySettings.from(config),
        RoomSettings.from(config),
        SessionSettings.from(config),
        InboxSettings.from(config),
        AuthSettings.from(config),
        Apps.from(config),
        Profiles.from(config));
  }

  Profile profile(String name) {
    return profiles.find(name).orElseThrow(() -> new IllegalStateException("no profile " + name));
  }

  Profile appProfile(String app) {
    return profile(defaultProfile(app));
  }

  String defaultProfile(String app) {
    return apps.find(app).map(App::defaultProfile).orElse(Profiles.DEFAULT);
  }
}
