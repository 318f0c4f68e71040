package io.rejoin.gateway;

import io.rejoin.auth.Grant;
import io.rejoin.profile.ServerHalf.OnTokenExpiry;
import io.rejoin.wire.Code;
import io.rejoin.wire.ServerFrame;
import java.time.Instant;

/** What a login's token permits, and what its client was told of its end. */
final class TokenWatch {
  private enum Told {
    NOTHING,
    EXPIRING,
    EXPIRED
  }

  private Grant grant;
  private Told told = Told.NOTHING;

  TokenWatch(Grant grant) {
    this.grant = grant;
  }

  Grant grant() {
    return grant;
  }

  void renew(Grant newGrant) {
    grant = newGrant;
    told = Told.NOTHING;
  }

  /**
   * Null if it never ends.
   *
   * @param now by the wall clock
   */
  Long endsInMillis(long now) {
    return grant.expires().equals(Instant.MAX) ? null : grant.expires().toEpochMilli() - now;
  }

  /**
   * Tells what is to be told of the token's end. What was told stays told until the token is
   * renewed, even if the wall clock is set back meanwhile.
   */
  void sweep(Link link, OnTokenExpiry onExpiry) {
    Long left = endsInMillis(link.loop().wallNow());
    if (left == null) {
      return;
    }
    if (left <= 0 && told != Told.EXPIRED) {
      told = Told.EXPIRED;
      link.send(new ServerFrame.TokenExpired());
      if (onExpiry == OnTokenExpiry.CLOSE) {
        link.close(Code.TOKEN_EXPIRED, "the token ended " + Facts.seconds(-left) + " ago");
      }
    } else if (told == Told.NOTHING
        && left > 0
        && left <= link.loop().settings().tokenWarning().toMillis()) {
      told = Told.EXPIRING;
      link.send(new ServerFrame.TokenExpiring(left));
    }
  }
}
