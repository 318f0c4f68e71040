package io.rejoin.auth;

import static io.rejoin.auth.TokenRefusedException.Cause.APP_UNKNOWN;
import static io.rejoin.auth.TokenRefusedException.Cause.EXPIRED;
import static io.rejoin.auth.TokenRefusedException.Cause.INVALID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Locale;

/**
 * Tokens that are signed JWTs. Claims: {@code app} and {@code sub} must be the login's; {@code exp}
 * ends it at that second; {@code nbf} and {@code iat} may be ahead of this clock by the leeway;
 * {@code rooms} and {@code peer} limit what is permitted, and permit all where they are absent;
 * {@code kick} permits what else nobody may. Other claims are ignored. {@code src/docs/access.md}
 * tells it to operators.
 *
 * <p>A login without a token is taken from a loopback address by an app under development, with all
 * permissions and no end; everywhere else it is refused.
 */
public final class JwtTokens implements Tokens {
  private final Apps apps;
  private final AuthSettings settings;
  private final InstantSource wall;

  public JwtTokens(Apps apps, AuthSettings settings, InstantSource wall) {
    this.apps = apps;
    this.settings = settings;
    this.wall = wall;
  }

  @Override
  public Grant check(String appId, String user, String token, boolean loopback)
      throws TokenRefusedException {
    var app =
        apps.find(appId)
            .orElseThrow(
                () ->
                    new TokenRefusedException(
                        APP_UNKNOWN, "this server has no app \"%s\"".formatted(Shown.of(appId))));
    if (token == null) {
      return withoutToken(app, loopback);
    }
    var jwt = parse(token);
    verify(app, jwt);
    var claims = claims(jwt);
    checkNames(claims, app.id(), user);
    return new Permissions(
        checkTimes(claims),
        Claims.rooms(claims.getClaim(Claims.ROOMS)),
        Claims.peer(claims.getClaim(Claims.PEER)),
        Claims.kick(claims.getClaim(Claims.KICK)));
  }

  private static Grant withoutToken(App app, boolean loopback) throws TokenRefusedException {
    if (!app.development()) {
      throw invalid("no token was given; app %s requires one", app.id());
    }
    if (!loopback) {
      throw invalid(
          "no token was given; app %s takes logins without one from loopback addresses only",
          app.id());
    }
    return new Permissions(Instant.MAX, Permissions.ALL_ROOMS, true, true);
  }

  private SignedJWT parse(String token) throws TokenRefusedException {
    if (token.length() > settings.maxTokenBytes()) {
      throw invalid("the token has %,d bytes; limit %,d", token.length(), settings.maxTokenBytes());
    }
    try {
      if (JWTParser.parse(token) instanceof SignedJWT signed) {
        return signed;
      }
    } catch (ParseException | IllegalArgumentException e) {
      // The parser's own words may repeat the token; ours say enough.
      throw invalid("the token is not a JWT");
    }
    throw invalid("the token is not signed (alg is none, or it is only encrypted)");
  }

  private static void verify(App app, SignedJWT jwt) throws TokenRefusedException {
    var key = key(app, jwt.getHeader().getKeyID());
    if (!jwt.getHeader().getAlgorithm().equals(key.algorithm().jws())) {
      throw invalid(
          "the token says alg %s; key %s of app %s is for %s",
          Shown.of(jwt.getHeader().getAlgorithm().getName()), key.kid(), app.id(), key.algorithm());
    }
    try {
      if (jwt.verify(key.verifier())) {
        return;
      }
    } catch (JOSEException e) {
      throw invalid("the signature cannot be checked with key %s of app %s", key.kid(), app.id());
    }
    throw invalid("the signature is not by key %s of app %s", key.kid(), app.id());
  }

  private static AppKey key(App app, String kid) throws TokenRefusedException {
    if (kid != null) {
      return app.key(kid)
          .orElseThrow(() -> invalid("app %s has no key with kid \"%s\"", app.id(), Shown.of(kid)));
    }
    if (app.keys().size() == 1) {
      return app.keys().get(0);
    }
    throw invalid("the token names no kid, and app %s has %d keys", app.id(), app.keys().size());
  }

  private static JWTClaimsSet claims(SignedJWT jwt) throws TokenRefusedException {
    try {
      return jwt.getJWTClaimsSet();
    } catch (ParseException e) {
      throw invalid("a claim of the token has another form than JWT gives it");
    }
  }

  private static void checkNames(JWTClaimsSet claims, String app, String user)
      throws TokenRefusedException {
    if (!app.equals(claims.getClaim(Claims.APP))) {
      throw invalid("claim app is not %s", app);
    }
    if (!user.equals(claims.getSubject())) {
      throw invalid("claim sub is not the user that logs in");
    }
  }

  private Instant checkTimes(JWTClaimsSet claims) throws TokenRefusedException {
    var now = wall.instant();
    checkReached("nbf", claims.getNotBeforeTime(), now);
    checkReached("iat", claims.getIssueTime(), now);
    if (claims.getExpirationTime() == null) {
      if (settings.expiryRequired()) {
        throw invalid("the token has no exp");
      }
      return Instant.MAX;
    }
    var expires = claims.getExpirationTime().toInstant();
    if (!now.isBefore(expires)) {
      throw new TokenRefusedException(
          EXPIRED, "expired %d s ago".formatted(Duration.between(expires, now).toSeconds()));
    }
    var from = claims.getIssueTime() == null ? now : claims.getIssueTime().toInstant();
    var life = Duration.between(from, expires);
    if (life.compareTo(settings.maxLife()) > 0) {
      throw invalid(
          "the token lives %,d s; limit %,d s", life.toSeconds(), settings.maxLife().toSeconds());
    }
    return expires;
  }

  private void checkReached(String claim, Date at, Instant now) throws TokenRefusedException {
    if (at != null && at.toInstant().isAfter(now.plus(settings.leeway()))) {
      throw invalid(
          "%s is %d s ahead; leeway %d s",
          claim, Duration.between(now, at.toInstant()).toSeconds(), settings.leeway().toSeconds());
    }
  }

  private static TokenRefusedException invalid(String fact, Object... measured) {
    return new TokenRefusedException(INVALID, String.format(Locale.ROOT, fact, measured));
  }
}
