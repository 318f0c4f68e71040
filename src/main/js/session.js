import { seconds } from './clock.js';
import { LOGIN_IS_GONE, RejoinError, abortReason, errorOfClose, errorOfFrame } from './errors.js';
import { Logout } from './logout.js';
import { Line } from './line.js';
import { Machine } from './machine.js';
import { Silence } from './silence.js';
import { Ticket } from './ticket.js';
import { TokenEnd } from './token-end.js';

/**
 * A login and its resumption: owns the client's state, and the line beneath it. State and line are two
 * things: a line may break and be mended within the time that the profile allows, and the state stays
 * `connected` all the while.
 *
 * Its host is told: `live(loggedIn, isWhole)`, `linkLost()`, `received(frame)`, `ended(error)` when the login is
 * over, `seen(direction, frame)`, `tell(event, detail)`; and asked: `profile()`, `nextId()`, `positions()`,
 * `ownAttributes()`, and to `setAside()` what waits for answers that may still come.
 */
export class Session {
  /** When the token that was given last ends. */
  tokenEnd;
  #host;
  #clock;
  #logout;
  #ticket;
  #line;
  #silence;
  #machine;
  #greeting = { id: 0, isWhole: true };
  #login = null;
  #loginTimer = null;
  #question = null;

  /** @param identity what every login frame says: app, instance, platform, profile */
  constructor({ host, identity, maxFrameBytes, url, WebSocket, clock, random }) {
    this.#host = host;
    this.#clock = clock;
    this.#ticket = new Ticket(identity, maxFrameBytes);
    this.#silence = new Silence(clock, () => this.#ask());
    this.tokenEnd = new TokenEnd(clock, {
      tell: () => host.tell('token-expired', {}),
      replace: () => this.#ticket.useOffered(),
    });
    this.#line = new Line({ owner: this, WebSocket, url, clock, random, settings: host.profile });
    this.#machine = new Machine({
      entries: {
        connecting: () => this.#connecting(),
        connected: () => this.#connected(),
        reconnecting: () => this.#reconnecting(),
        disconnecting: (error) => this.#over(error),
        disconnected: (error) => this.#over(error),
        aborted: (error) => this.#over(error),
        failed: (error) => this.#over(error),
      },
      leave: () => this.#leave(),
      tell: (transition) => this.#tell(transition),
    });
    this.#logout = new Logout({
      host,
      ticket: this.#ticket,
      line: this.#line,
      machine: this.#machine,
      dialling: { WebSocket, url, clock, random },
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
    return this.#ticket.user;
  }

  /** For how long nothing was heard. */
  get silentMs() {
    return this.#silence.ms;
  }

  /** The measured state of things, for messages. */
  describe() {
    return `${this.state}, ${this.#silence.fact} for ${seconds(this.#silence.ms)}`;
  }

  login(user, token) {
    if (!this.#machine.leadsTo('connecting')) {
      return Promise.reject(new RejoinError('already-logged-in', `the client is ${this.state}`));
    }
    if (typeof user !== 'string') {
      return Promise.reject(new RejoinError('bad-id', 'no user: name one in the options or at login'));
    }
    this.#logout.giveUp();
    this.#ticket.begin(user, token);
    this.tokenEnd.forget();
    return new Promise((resolve, reject) => {
      this.#login = { resolve, reject };
      this.#machine.enter('connecting', 'login');
    });
  }

  /**
   * Ends the login: the state at once, the call when the server knows it or cannot be reached in time.
   *
   * @param afterMs how long the server is to wait for the user to come back instead
   */
  async logout(afterMs) {
    await this.#logout.begin(afterMs);
  }

  /** Ends everything without telling the server, as a process does that is killed. */
  close(error) {
    this.#logout.giveUp();
    if (this.#machine.leadsTo('disconnected')) {
      this.#machine.enter('disconnected', 'logout', error);
    }
  }

  /**
   * A new token: the server is asked to take it, by `taken()`. It is used at once only where the last has ended; one
   * that is refused for good leaves the last in use.
   */
  async renew(token, taken) {
    if (this.#line.step === 'parked' || this.tokenEnd.isPast) {
      this.#ticket.use(token);
      this.tokenEnd.forget();
      this.#line.unpark();
    } else {
      this.#ticket.offer(token);
    }
    try {
      const { tokenExpiresInMs } = await taken();
      this.#ticket.renewed(token);
      this.tokenEnd.isIn(tokenExpiresInMs);
    } catch (error) {
      if (!error.retry) {
        this.#ticket.refused(token);
      }
      throw error;
    }
  }

  networkIsBack() {
    if (!this.#silence.measure()) {
      this.#line.hint();
    }
  }

  /** Timers do not run while a computer is asleep. */
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
    const id = this.#host.nextId();
    const { frame, isWhole } = this.#ticket.greeting(id, this.#host.ownAttributes(), this.#host.positions());
    this.#greeting = { id, isWhole };
    this.send(frame);
  }

  beat() {
    if (this.send({ type: 'ping' })) {
      this.#silence.pinged();
    }
  }

  /** A question that an attempt was to answer can be judged. */
  attemptEnded() {
    this.#silence.judge();
  }

  received(frame) {
    this.#host.seen('in', frame);
    if (this.#line.step !== 'greeting') {
      this.#silence.heard();
      if (frame.type === 'pong') {
        this.#silence.ponged();
        this.#line.proven();
      }
      this.#host.received(frame);
    } else if (frame.type === 'logged-in' && frame.id === this.#greeting.id) {
      this.#loggedIn(frame);
    } else if (frame.type === 'error' && (frame.id ?? this.#greeting.id) === this.#greeting.id) {
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
      this.#silence.linkLost();
      this.#host.linkLost();
    }
    if (step === 'greeting' && this.#ticket.isTaken && LOGIN_IS_GONE.includes(error.code)) {
      this.#ticket.anew();
      this.#line.retry();
    } else if (error.code === 'token-expired' && step !== 'live') {
      this.#tokenHasEnded(error);
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
      { ...this.tokenEnd.during(this.#silence), isSure: true },
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
    this.#clock.clearTimeout(this.#question);
    this.#silence.stop();
  }

  /** A silence was found late: over a live link a ping is sent, without one an attempt is made. */
  #ask() {
    this.#clock.clearTimeout(this.#question);
    this.#line.hint();
    if (this.isLive) {
      this.#question = this.#clock.setTimeout(() => this.#silence.judge(), this.#host.profile().heartbeatMs);
    } else if (this.#line.step === 'parked') {
      this.#silence.judge();
    }
  }

  // What leads from state to state.

  #loggedIn(frame) {
    this.#ticket.taken(frame);
    this.tokenEnd.isIn(frame.tokenExpiresInMs);
    this.#silence.heard();
    this.#line.live();
    this.#host.live(frame, this.#greeting.isWhole);
    if (this.state !== 'connected') {
      this.#machine.enter('connected', frame.resumed ? 'resumed' : 'login-success');
    }
    this.#login?.resolve();
    this.#login = null;
  }

  #refused(frame) {
    if (this.#ticket.isTaken && LOGIN_IS_GONE.includes(frame.code)) {
      // The link stays open for another try.
      this.#ticket.anew();
      this.greet();
    } else if (frame.code === 'token-expired') {
      this.#tokenHasEnded(errorOfFrame(frame));
    } else if (frame.retry) {
      this.#line.retry(frame.retryAfterMs ?? 0);
    } else {
      this.#stopFor(errorOfFrame(frame));
    }
  }

  #tokenHasEnded(error) {
    if (this.state === 'connecting') {
      this.#stopFor(error);
    } else {
      this.#line.park();
      if (this.#ticket.useOther()) {
        this.tokenEnd.forget();
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
      this.#machine.enter('aborted', abortReason(error), error);
    }
  }

  #interrupted() {
    const error = this.#silent('interruptedAfterMs');
    this.#silence.interrupted();
    if (this.isLive) {
      this.#host.linkLost();
      this.#line.retry();
    }
    this.#machine.enter('reconnecting', 'interrupted', error);
  }

  #lost() {
    this.#host.tell('lost', { silentMs: this.#silence.ms, vendor: this.#reason('lost') });
  }

  #gaveUp() {
    this.#machine.enter('failed', 'gave-up', this.#silent('giveUpAfterMs'));
  }

  #silent(limit) {
    const limitMs = this.#host.profile()[limit];
    const { fact, ms } = this.#silence;
    return new RejoinError('timeout', `${fact} for ${seconds(ms)}; limit ${seconds(limitMs)}`);
  }

  #reason(name) {
    return this.#host.profile().reasons?.[name] ?? null;
  }

  /** A vendor's application is told of no change where its vendor has one name for both states. */
  #tell({ from, to, reason, error }) {
    const { states } = this.#host.profile();
    const state = states?.[to] ?? null;
    const isOne = state !== null && state.name === states[from]?.name;
    const vendor = isOne ? { state: null, reason: null } : { state, reason: this.#reason(reason) };
    this.#host.tell('state', { from, to, reason, error, vendor });
  }
}
