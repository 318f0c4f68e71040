package io.rejoin.session;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * Bounds of online status.
 *
 * @param subscriptions users that one user may be subscribed to; beyond it a subscription is
 *     refused as a whole with {@code too-many-subscriptions}
 * @param watchers users that one user's session tells of changes; those beyond it learn them when
 *     they renew
 * @param renewEvery how often subscriptions are renewed
 * @param watchFor how long one lasts that is not renewed; longer than {@code renewEvery}
 * @param answerWithin after which a query is answered, with offline for those that did not answer
 * @param questions queries and subscriptions of one user that wait for answers; more are refused
 *     with {@code too-often}
 */
public record StatusSettings(
    int subscriptions,
    int watchers,
    Duration renewEvery,
    Duration watchFor,
    Duration answerWithin,
    int questions) {

  static StatusSettings from(Config config) {
    return new StatusSettings(
        config.getInt("subscriptions"),
        config.getInt("watchers"),
        config.getDuration("renew-every"),
        config.getDuration("watch-for"),
        config.getDuration("answer-within"),
        config.getInt("questions"));
  }
}
