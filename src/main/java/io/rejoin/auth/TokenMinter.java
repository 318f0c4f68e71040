package io.rejoin.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;

/**
 * Makes tokens for development. In production the application's own backend makes them, after it
 * has checked who the user is. Thread-safe.
 */
public final class TokenMinter {
  private final InstantSource wall;

  public TokenMinter(InstantSource wall) {
    this.wall = wall;
  }

  /**
   * What a token shall say.
   *
   * @param life from now to its end, in whole seconds
   * @param rooms what is permitted where; null leaves the claim out, which permits all
   * @param peer whether the user may send messages to other users
   * @param kick whether the user may end other users' logins and stays in rooms
   */
  public record Wish(
      String user, Duration life, List<RoomPermission> rooms, boolean peer, boolean kick) {}

  /**
   * A token for that app, signed by its first key that can sign.
   *
   * @throws IllegalArgumentException if no key of the app can sign
   */
  public String mint(App app, Wish wish) {
    var key =
        app.keys().stream()
            .filter(AppKey::canSign)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "app %s has no secret and no private key to sign with"
                            .formatted(app.id())));
    return mint(app, key, wish);
  }

  /**
   * A token for that app, signed by that key.
   *
   * @throws IllegalArgumentException if the key cannot sign
   */
  public String mint(App app, AppKey key, Wish wish) {
    var signer =
        key.signer()
            .orElseThrow(
                () -> new IllegalArgumentException("key " + key.kid() + " has no private part"));
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(key.algorithm().jws()).keyID(key.kid()).build(),
            claims(app, wish));
    try {
      jwt.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalArgumentException("key " + key.kid() + " cannot sign", e);
    }
    return jwt.serialize();
  }

  private JWTClaimsSet claims(App app, Wish wish) {
    var now = wall.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .claim(Claims.APP, app.id())
            .subject(wish.user())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(wish.life())))
            .claim(Claims.PEER, wish.peer())
            .claim(Claims.KICK, wish.kick());
    if (wish.rooms() != null) {
      claims.claim(Claims.ROOMS, Claims.toClaim(wish.rooms()));
    }
    return claims.build();
  }
}
