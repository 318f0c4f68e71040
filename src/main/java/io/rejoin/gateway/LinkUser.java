package io.rejoin.gateway;

import io.rejoin.profile.Profile;
import io.rejoin.session.UserKey;

/** Who speaks on a link, as its login said and its token allowed. */
record LinkUser(UserKey key, String instance, String platform, Profile profile) {}
