import { seconds } from './clock.js';
import { RejoinError, errorOfClose, errorOfFrame } from './errors.js';
import { Line } from './line.js';
import { Machine } from './machine.js';
import { Silence } from './silence.js';
import { TokenEnd } from './token-end.js';

/** Codes that end a login, and have a reason of their own. */
const ABORT_REASONS = ['superseded', 'kicked', 'banned', 'token-expired'];

/** Codes by which a resume is refused and a new login can help. */
const LOGIN_IS_GONE = ['epoch-unknown', 'session-closed'];

/**
 * A login and its resumption: owns the client's state, and the line beneath it. State and line are two
 * things: a line may break and be mended within the time that the profile allows, and the state stays
 * `connected` all the while.
 *
 * Its host is told: `live(loggedIn)`, `linkLost()`, `received(frame)`, `ended(error)` when the login is
 * over, `seen(direction, frame)`, `tell(event, detail)`; and asked: `profile()`, `nextId()`, `positions()`.
 */
export class Session {
  /** When the token that was given last ends. */
  tokenEnd;
  #host;
  #clock;
  #identity;
  #line;
  #silence;
  #machine;
  #user = null;
  #token = null;
  #shownToken = null;
  #attempt = 0;
  #epoch = 0;
  #link = 0;
  #greeting = 0;
  #login = null;
  #loginTimer = null;

  /** @param identity what every login frame says: app, instance, platform, profile */
  constructor({ host, identity, url, WebSocket, clock, random }) {
    this.#host = host;
    this.#clock = clock;
    this.#identity = identity;
    this.#silence = new Silence(clock);
    this.tokenEnd = new TokenEnd(clock, () => host.tell('token-expired', {}));
    const settings = host.profile;
    this.#line = new Line({ owner: this, WebSocket, url, clock, random, settings });
    this.#machine = new Machine({
      entries: {
        connecting: () => this.#connecting(),
        connected: () => this.#connected(),
        reconnecting: () => this.#reconnecting(),
        disconnected: (error) => this.#over(error),
        aborted: (error) => this.#over(error),
        failed: (error) => this.#over(error),
      },
      leave: () => this.#leave(),
      tell: (transition) => this.#tell(transition),
    });
  }

  get state() {
    return this.#machine.state;
  }

  /** Whether a login lasts or is being tried, so that requests may wait for the line. */
  get isOpen() {
    return ['connecting', 'connected', 'reconnecting'].includes(this.state);
  }

  get isLive() {
    return this.#line.step === 'live';
  }

  get user() {
    return this.#user;
  }

  /** The measured state of things, for messages. */
  describe() {
    return `${this.state}, nothing heard for ${seconds(this.#silence.ms)}`;
  }

  login(user, token) {
    if (!this.#machine.leadsTo('connecting')) {
      return Promise.reject(new RejoinError('already-logged-in', `the client is ${this.state}`));
    }
    if (typeof user !== 'string') {
      return Promise.reject(new RejoinError('bad-id', 'no user: name one in the options or at login'));
    }
    this.#user = user;
    this.#token = token;
    this.tokenEnd.forget();
    this.#anew();
    return new Promise((resolve, reject) => {
      this.#login = { resolve, reject };
      this.#machine.enter('connecting', 'login');
    });
  }

  async logout() {
    if (this.state === 'disconnected') {
      throw new RejoinError('not-connected', 'the client is disconnected: nobody is logged in');
    }
    const frame = { type: 'logout', id: this.#host.nextId() };
    if (this.isLive) {
      this.#host.seen('out', frame);
    }
    const told = this.#line.stopAfter(frame);
    this.#machine.enter('disconnected', 'logout', new RejoinError('logged-out', 'logout was called'));
    await told;
  }

  /** Ends everything without telling the server, as a process does that is killed. */
  close(error) {
    if (this.#machine.leadsTo('disconnected')) {
      this.#machine.enter('disconnected', 'logout', error);
    }
  }

  /** Keeps a new token for the logins and resumes to come, and goes on if one was waited for. */
  useToken(token) {
    this.#token = token;
    this.tokenEnd.forget();
    this.#line.unpark();
  }

  networkIsBack() {
    this.#silence.measure();
    this.#line.hint();
  }

  /** Measures the silence now: timers do not run while a computer is asleep. */
  wokeUp() {
    this.#silence.measure();
  }

  send(frame) {
    const sent = this.#line.send(frame);
    if (sent) {
      this.#host.seen('out', frame);
    }
    return sent;
  }

  // What the line tells.

  greet() {
    this.#greeting = this.#host.nextId();
    const { app, instance, platform, profile } = this.#identity;
    const login = { type: 'login', id: this.#greeting, app, user: this.#user, instance };
    this.#shownToken = this.#token;
    Object.assign(login, { attempt: this.#attempt, platform, profile, token: this.#token ?? undefined });
    if (this.#epoch > 0) {
      login.resume = { epoch: this.#epoch, link: this.#link, rooms: this.#host.positions() };
    }
    this.send(login);
  }

  beat() {
    this.send({ type: 'ping' });
  }

  received(frame) {
    this.#host.seen('in', frame);
    if (this.#line.step !== 'greeting') {
      this.#silence.heard();
      if (frame.type === 'pong') {
        this.#line.proven();
      }
      this.#host.received(frame);
    } else if (frame.type === 'logged-in' && frame.id === this.#greeting) {
      this.#loggedIn(frame);
    } else if (frame.type === 'error' && (frame.id ?? this.#greeting) === this.#greeting) {
      this.#refused(frame);
    }
  }

  unreadable(text) {
    const start = String(text).slice(0, 60);
    this.#host.tell('error', new RejoinError('bad-json', `the server sent no frame: ${start}`));
  }

  broken(close, step) {
    const error = errorOfClose(close);
    if (step === 'live') {
      this.#host.linkLost();
    }
    if (step === 'greeting' && this.#epoch > 0 && LOGIN_IS_GONE.includes(error.code)) {
      this.#anew();
      this.#line.retry();
    } else if (error.code === 'token-expired' && step !== 'live') {
      this.#tokenRefused(error);
    } else if (error.code === 'token-expired' || !error.retry) {
      this.#stopFor(error);
    } else {
      this.#line.retry();
    }
  }

  // What states do when they are entered.

  #connecting() {
    const limitMs = this.#host.profile().loginTimeoutMs;
    this.#silence.heard();
    this.#loginTimer = this.#clock.setTimeout(() => {
      const error = new RejoinError('timeout', `no login within ${seconds(limitMs)}`);
      this.#machine.enter('disconnected', 'login-timeout', error);
    }, limitMs);
    this.#line.start();
  }

  #connected() {
    this.#silence.watch([{ afterMs: this.#host.profile().interruptedAfterMs, reached: () => this.#interrupted() }]);
  }

  #reconnecting() {
    const { lostAfterMs, giveUpAfterMs } = this.#host.profile();
    const steps = [
      { afterMs: lostAfterMs, reached: () => this.#lost() },
      this.tokenEnd.during(this.#silence),
      { afterMs: giveUpAfterMs, reached: () => this.#gaveUp() },
    ];
    const known = steps.filter(({ afterMs }) => afterMs !== null && afterMs !== undefined);
    this.#silence.watch(known.sort((a, b) => a.afterMs - b.afterMs));
  }

  #over(error) {
    this.#line.stop();
    this.#login?.reject(error);
    this.#login = null;
    this.#host.ended(error);
  }

  #leave() {
    this.#clock.clearTimeout(this.#loginTimer);
    this.#silence.stop();
  }

  // What leads from state to state.

  #loggedIn(frame) {
    this.#epoch = frame.epoch;
    this.#link = frame.link;
    this.tokenEnd.isIn(frame.tokenExpiresInMs);
    this.#silence.heard();
    this.#line.live();
    this.#host.live(frame);
    if (this.state !== 'connected') {
      this.#machine.enter('connected', frame.resumed ? 'resumed' : 'login-success');
    }
    this.#login?.resolve();
    this.#login = null;
  }

  #refused(frame) {
    if (this.#epoch > 0 && LOGIN_IS_GONE.includes(frame.code)) {
      // The link stays open for another try.
      this.#anew();
      this.greet();
    } else if (frame.code === 'token-expired') {
      this.#tokenRefused(errorOfFrame(frame));
    } else if (frame.retry) {
      this.#line.retry(frame.retryAfterMs ?? 0);
    } else {
      this.#stopFor(errorOfFrame(frame));
    }
  }

  #tokenRefused(error) {
    if (this.state === 'connecting') {
      this.#stopFor(error);
    } else {
      this.#line.park();
      if (this.#shownToken !== this.#token) {
        this.#line.unpark(); // It was refused what was shown before; of the new one nothing is said.
      } else {
        this.tokenEnd.passed();
      }
    }
  }

  #stopFor(error) {
    if (this.state === 'connecting') {
      this.#machine.enter('disconnected', 'login-failure', error);
    } else if (error.code === 'logged-out') {
      this.#machine.enter('disconnected', 'logout', error);
    } else {
      const reason = ABORT_REASONS.includes(error.code) ? error.code : 'server-refused';
      this.#machine.enter('aborted', reason, error);
    }
  }

  #interrupted() {
    if (this.isLive) {
      this.#host.linkLost();
      this.#line.retry();
    }
    this.#machine.enter('reconnecting', 'interrupted', this.#silent('interruptedAfterMs'));
  }

  #lost() {
    const reason = this.#host.profile().reasons?.lost ?? null;
    this.#host.tell('lost', { silentMs: this.#silence.ms, vendor: reason });
  }

  #gaveUp() {
    this.#machine.enter('failed', 'gave-up', this.#silent('giveUpAfterMs'));
  }

  #silent(limit) {
    const limitMs = this.#host.profile()[limit];
    return new RejoinError('timeout', `nothing heard for ${seconds(this.#silence.ms)}; limit ${seconds(limitMs)}`);
  }

  /** The next greeting is a new login, not a resume. */
  #anew() {
    this.#attempt += 1;
    this.#epoch = 0;
    this.#link = 0;
  }

  #tell({ from, to, reason, error }) {
    const { states, reasons } = this.#host.profile();
    const vendor = { state: states?.[to] ?? null, reason: reasons?.[reason] ?? null };
    this.#host.tell('state', { from, to, reason, error, vendor });
  }
}
