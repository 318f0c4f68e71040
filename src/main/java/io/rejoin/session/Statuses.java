package io.rejoin.session;

import io.rejoin.cluster.Answers;
import io.rejoin.session.Session.Command;
import io.rejoin.wire.Code;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Online status in one life of a session: that of its user, as others are told it, and that of
 * others, as its user is told it.
 */
final class Statuses {
  private final TimerScheduler<Command> timers;
  private final SessionParts parts;
  private final StatusSettings settings;
  private final StatusRoad road;
  private final StatusBoard board;
  private final Watching watching;

  /** Those that wait for answers; a map of its own only then, as sessions are many. */
  private Map<Long, Question> questions = Collections.emptyMap();

  private long asked;

  /**
   * @param board and {@code watching}: what outlives a failure
   */
  Statuses(
      TimerScheduler<Command> timers,
      SessionParts parts,
      StatusRoad road,
      StatusBoard board,
      Watching watching) {
    this.timers = timers;
    this.parts = parts;
    this.settings = parts.settings().statuses();
    this.road = road;
    this.board = board;
    this.watching = watching;
    keepRenewing();
  }

  /** Adds what is answered in every state but the last. */
  static Answers.Builder<SessionLife, Standing, Command> addTo(
      Answers.Builder<SessionLife, Standing, Command> state) {
    return state
        .staying(Session.Watch.class, (life, login, w) -> life.statuses().board.watch(w))
        .staying(Session.Unwatch.class, (life, login, w) -> life.statuses().board.unwatch(w))
        .staying(Session.StatusAsked.class, (life, login, a) -> life.statuses().board.asked(a))
        .staying(Session.StatusTold.class, (life, login, told) -> life.statuses().onTold(told))
        .staying(Session.StatusAnswered.class, (life, login, a) -> life.statuses().onAnswered(a))
        .staying(Session.AnswerDue.class, (life, login, due) -> life.statuses().onAnswerDue(due))
        .staying(Session.RenewalDue.class, (life, login, due) -> life.statuses().watching.renew())
        .staying(Session.UnreachableDue.class, (life, login, due) -> life.statuses().unreachable());
  }

  /** The user's link is heard. */
  void connected(Standing standing) {
    board.is(Status.ONLINE);
    watching.attached(standing);
    keepRenewing();
  }

  /** The user was last heard {@code age} ago. */
  void silent(String profile, Duration age) {
    parts
        .profiles()
        .apply(profile)
        .server()
        .unreachableAfter()
        .map(after -> after.minus(age))
        .ifPresent(
            left ->
                timers.startSingleTimer(
                    Session.UnreachableDue.INSTANCE, left.isNegative() ? Duration.ZERO : left));
  }

  /** What the states set going ends with them. */
  void cancelTimer() {
    timers.cancel(Session.UnreachableDue.INSTANCE);
  }

  /** No login stands any more, and none is awaited. */
  void ended() {
    board.is(Status.OFFLINE);
    watching.end();
    keepRenewing();
  }

  /** This life has failed: whoever asked is answered with what is known. */
  void failed() {
    questions.values().forEach(Statuses::answer);
  }

  /** The user's own, as others are told. */
  Status own() {
    return board.status();
  }

  /** Whether somebody is to be told when the user logs in. */
  boolean isWatched() {
    return board.isWatched();
  }

  /** A logged-in user asks; under another fence than the newest it is refused. */
  void request(Standing standing, Session.StatusRequest request) {
    if (!request.fence().equals(standing.fence())) {
      LinkTalk.refuseFenced(request.link(), request.request(), request.fence());
    } else if (request.want() == Session.StatusRequest.Want.UNSUBSCRIBE) {
      watching.unsubscribe(request.users());
      keepRenewing();
      LinkTalk.done(request.link(), request.request());
    } else if (questions.size() >= settings.questions()) {
      String measured = questions.size() + " questions wait for answers; limit ";
      LinkTalk.refuse(
          request.link(), request.request(), Code.TOO_OFTEN, measured + settings.questions());
    } else if (request.want() == Session.StatusRequest.Want.QUERY) {
      query(request);
    } else {
      Question question = watching.subscribe(request);
      keepRenewing();
      if (question != null) {
        open(question);
      }
    }
  }

  private void query(Session.StatusRequest request) {
    Question question = new Question(request);
    request.users().forEach(question::after);
    question.answers().keySet().forEach(road::ask);
    open(question);
  }

  private void open(Question question) {
    if (question.isComplete()) {
      answer(question);
    } else {
      asked++;
      if (questions.isEmpty()) {
        questions = new LinkedHashMap<>();
      }
      questions.put(asked, question);
      timers.startSingleTimer(asked, new Session.AnswerDue(asked), settings.answerWithin());
    }
  }

  private void onTold(Session.StatusTold told) {
    Set<String> open = new HashSet<>();
    questions.values().stream()
        .filter(question -> question.want == Session.StatusRequest.Want.SUBSCRIBE)
        .forEach(question -> open.addAll(question.answers().keySet()));
    watching.told(told, open);
    onAnswered(told.user(), told.status());
  }

  private void unreachable() {
    board.is(Status.UNREACHABLE);
  }

  private void onAnswered(Session.StatusAnswered answer) {
    onAnswered(answer.user(), answer.status());
  }

  private void onAnswered(String user, Status status) {
    for (Iterator<Map.Entry<Long, Question>> all = questions.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<Long, Question> next = all.next();
      next.getValue().answered(user, status);
      if (next.getValue().isComplete()) {
        all.remove();
        timers.cancel(next.getKey());
        answer(next.getValue());
      }
    }
  }

  private void onAnswerDue(Session.AnswerDue due) {
    Question question = questions.remove(due.number());
    if (question != null) {
      answer(question);
    }
  }

  private static void answer(Question question) {
    LinkTalk.statuses(question.link, question.request, question.answers());
  }

  private void keepRenewing() {
    Session.RenewalDue due = Session.RenewalDue.INSTANCE;
    if (watching.isEmpty()) {
      timers.cancel(due);
    } else if (!timers.isTimerActive(due)) {
      timers.startTimerWithFixedDelay(due, settings.renewEvery());
    }
  }
}
