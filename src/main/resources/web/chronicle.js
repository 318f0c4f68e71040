import { Absence } from './absence.js';
import { Lane } from './lane.js';
import { named } from './names.js';

/** The lane of the server, which has no device. */
export const SERVER = 'server';

const FACTS_AT_MOST = 250;
const REPLAY_TOGETHER_S = 0.5;
const SAME_BYTE_S = 0.3;
const STREAMS_GONE = 'streams gone';
const LEFT = { timeout: 'left', quit: 'logged out', kicked: 'was kicked' };

/**
 * What happened, by whom and when, from what devices tell; with marks T0 to T8 that always mean the
 * same of the client that they are about, as the vendors' figures have them:
 *
 * T0 it asks to log in; T1 it is in the room; T2 others are told so; T3 the last byte from it is heard;
 * T4 it says reconnecting; T5 it tells its app that it is lost; T6, T6′, T6″ others are told of it; T7
 * it is back, or has given up; T8 others are told that it is back.
 *
 * What the server does is concluded from what it hears and from what clients are told. Times are in
 * seconds. Nothing is drawn here.
 */
export class Chronicle {
  /** By id, in the order in which they were added. */
  lanes = new Map();

  /** In order of time: `{ at, lane, kind, label, words, mark, about, link }`. */
  facts = [];

  /** In the order of their beginning. */
  absences = [];

  /** When this chronicle begins. */
  from = 0;

  #takers = this.#takersByKind();

  addLane(id, name) {
    this.lanes.set(id, new Lane(id, name));
  }

  removeLane(id) {
    this.lanes.delete(id);
    this.facts = this.facts.filter((fact) => fact.lane !== id && fact.about !== id);
    this.absences = this.absences.filter(({ lane }) => lane !== id);
  }

  /** Forgets what was; what is the case stays. */
  clear(now) {
    this.from = now;
    this.facts = [];
    this.absences = this.absences.filter((absence) => absence.isAway);
    this.from = Math.min(now, ...this.absences.map(({ from }) => from));
    this.lanes.forEach((lane) => lane.clear(this.from));
  }

  /** A device tells something. */
  take(id, fact, at) {
    const lane = this.lanes.get(id);
    if (lane !== undefined) {
      this.#takers[fact.kind]?.(lane, fact, at);
    }
  }

  /** A frame has passed between a client and the server. */
  passed(id, direction, type, at) {
    const lane = this.lanes.get(id);
    if (lane === undefined) {
      return;
    }
    lane.heard(direction, type, at);
    const isHeardAgain = direction === 'up' ? type !== 'login' : type === 'logged-in';
    if (isHeardAgain && lane.absence?.isAway) {
      // A login that was taken was heard when it was sent.
      const heardAt = direction === 'up' ? at : lane.loginAt;
      lane.absence.back(heardAt);
      const detail = { label: 'back', link: 'up', mark: mark('T7', lane, { name: 'T3', at: lane.absence.from }) };
      this.#note(lane, 'back', heardAt, { ...detail, words: `${lane.name} is heard again` });
    }
  }

  /** Time has passed. */
  tick(now) {
    for (const absence of this.absences) {
      if (absence.pass(now)) {
        const lane = this.lanes.get(absence.lane);
        const words = `the window of ${lane.name} has passed`;
        const passed = mark(null, lane, { name: 'T3', at: absence.from });
        this.#note({ id: SERVER }, 'over', absence.limit, { words, about: lane.id, mark: passed });
      }
    }
  }

  #takersByKind() {
    const plain = (label, words) => (lane, fact, at) => {
      const told = { label: label(fact), words: words(lane.name, fact) };
      this.#note(lane, fact.kind, at, told);
    };
    return {
      state: (lane, fact, at) => this.#state(lane, fact, at),
      lost: (lane, { vendor }, at) => this.#own('T5', lane, { kind: 'lost', words: named('lost', vendor) }, at),
      joined: (lane, fact, at) => this.#joined(lane, fact, at),
      'member-joined': (lane, { user }, at) => this.#memberJoined(lane, user, at),
      'member-lost': (lane, { user }, at) => this.#told(lane, { user, event: 'lost', words: 'is lost' }, at),
      'member-back': (lane, { user }, at) => this.#toldBack(lane, user, 'back', at),
      'member-left': (lane, fact, at) => this.#memberLeft(lane, fact, at),
      'stream-added': (lane, fact, at) => this.#streamAdded(lane, fact, at),
      'stream-removed': (lane, fact, at) => this.#streamRemoved(lane, fact, at),
      said: (lane, fact, at) => this.#note(lane, 'said', at, { width: 12 }),
      message: (lane, fact, at) => this.#message(lane, fact, at),
      verdict: plain(({ result }) => result, (name, { result, delivered, cause }) => {
        return `${name} is told: ${result}${cause === null ? '' : ` (${cause})`}, ${delivered} replayed`;
      }),
      plug: (lane, fact, at) => this.#plug(lane, fact, at),
      pocket: (lane, fact, at) => this.#pocket(lane, fact, at),
      cut: (lane, fact, at) => {
        this.#note(lane, 'cut', at, { label: 'socket closed', words: `the socket of ${lane.name} is closed` });
        this.#silent(lane, at);
      },
      killed: (lane, fact, at) => {
        this.#note(lane, 'killed', at, { label: 'killed', words: `${lane.name} is killed, without goodbye` });
        this.#silent(lane, at);
        lane.enter('killed', at);
      },
      started: plain(() => 'started again', (name) => `${name} is started again, as a new instance`),
      second: (lane, { to, reason }, at) => {
        if (['connected', 'aborted', 'disconnected'].includes(to)) {
          const words = `${lane.name}, logged in elsewhere: ${to}, ${reason}`;
          this.#note(lane, 'second', at, { label: to === 'connected' ? 'elsewhere' : '', words });
        }
      },
      token: plain(({ to }) => ({ short: 'short token', long: 'token renewed' })[to] ?? `token ${to}`, (name, fact) => {
        return `${name}: token ${fact.to}${fact.life === undefined ? '' : `, ${Math.round(fact.life)} s left`}`;
      }),
      kicked: plain(({ user }) => `kicks ${user}`, (name, { user, forMs }) => {
        return `${name} has ${user} ${forMs === undefined ? 'kicked' : `banned for ${forMs / 1000} s`}`;
      }),
      dialed: (lane, fact, at) => this.#note(lane, 'dialed', at, {}),
    };
  }

  #state(lane, { to, reason, vendor, profile, user }, at) {
    lane.name = user;
    lane.profile = profile;
    const isAnew = to === 'connecting' && !lane.absence?.isAway;
    lane.enter(to, at);
    const words = `${lane.name} is told: ${named(to, vendor.state)}, ${named(reason, vendor.reason)}`;
    if (isAnew) {
      lane.bornAt = at;
      this.#note(lane, 'state', at, { label: 'login', words: `${lane.name} asks to log in`, link: 'up', mark: mark('T0', lane) });
    } else if (to === 'reconnecting') {
      this.#silent(lane, at);
      this.#own('T4', lane, { kind: 'state', label: 'reconnecting', words: words.slice(words.indexOf(':') + 2) }, at);
    } else if (to === 'failed') {
      this.#own('T7', lane, { kind: 'state', label: 'gave up', words: words.slice(words.indexOf(':') + 2) }, at);
    } else if (to === 'aborted') {
      if (lane.absence?.isAway) {
        lane.absence.close(at);
      }
      this.#note(lane, 'state', at, { label: reason, words });
    } else if (to === 'disconnected') {
      this.#note(lane, 'state', at, { label: reason === 'logout' ? 'logged out' : reason, words });
    }
  }

  #joined(lane, fact, at) {
    const isFirst = lane.bornAt > (lane.absence?.from ?? -1);
    const first = isFirst ? { mark: mark('T1', lane, { name: 'T0', at: lane.bornAt }) } : {};
    lane.joinedAt = at;
    this.#note(lane, 'joined', at, { label: 'in the room', words: `${lane.name} is in the room`, link: 'down', ...first });
  }

  #memberJoined(lane, user, at) {
    const about = this.#named(user);
    if (about?.absence && about.absence.from > about.bornAt) {
      this.#toldBack(lane, user, 'joined', at);
    } else {
      const since = about?.joinedAt === null ? undefined : { name: 'T1', at: about?.joinedAt };
      const words = `${lane.name} is told that ${user} has joined`;
      this.#note(lane, 'told', at, { label: `${user} joined`, words, link: 'down', mark: about && mark('T2', about, since) });
    }
  }

  #memberLeft(lane, { user, reason }, at) {
    const words = reason === 'timeout' ? 'has left (timeout)' : LEFT[reason];
    if (reason === 'timeout') {
      this.#told(lane, { user, event: 'left', words }, at);
    } else {
      const label = `${user} left`;
      this.#note(lane, 'told', at, { label, words: `${lane.name} is told that ${user} ${words}`, link: 'down' });
    }
  }

  #streamAdded(lane, { user, stream }, at) {
    const about = this.#named(user);
    const isAgain = about !== lane && about?.absence?.hasTold(STREAMS_GONE) && about.absence.backAt !== null;
    const marked = isAgain ? mark('T8', about, { name: 'T7', at: about.absence.backAt }) : null;
    const words = `${lane.name} is told that ${user} has published ${stream.kind}${isAgain ? ' again' : ''}`;
    this.#note(lane, 'told', at, { label: `${user} ${stream.kind}`, words, link: 'down', mark: marked });
  }

  #streamRemoved(lane, { user, stream, reason }, at) {
    if (reason === 'timeout') {
      this.#told(lane, { user, event: STREAMS_GONE, words: 'has no streams any more (timeout)' }, at);
    } else {
      const words = `${lane.name} is told that ${user} has withdrawn ${stream.kind}`;
      this.#note(lane, 'told', at, { label: `${user} −${stream.kind}`, words, link: 'down' });
    }
  }

  /** Others are told of a silence; several of one kind at once are one. */
  #told(lane, { user, event, words }, at) {
    const absence = this.#named(user)?.absence;
    const label = `${user} ${event}`;
    const before = this.facts.findLast((fact) => fact.lane === lane.id && fact.kind === 'told');
    if (before?.label === label && at - before.at < REPLAY_TOGETHER_S) {
      return;
    }
    const since = absence && { name: 'T3', at: absence.from };
    const marked = absence && mark(absence.markOf(event), this.#named(user), since);
    this.#note(lane, 'told', at, { label, words: `${lane.name} is told that ${user} ${words}`, link: 'down', mark: marked });
  }

  #toldBack(lane, user, event, at) {
    const about = this.#named(user);
    const backAt = about?.absence?.backAt ?? about?.loginAt;
    const since = backAt === undefined ? undefined : { name: 'T7', at: backAt };
    const words = `${lane.name} is told that ${user} ${event === 'back' ? 'is back' : 'has joined again'}`;
    this.#note(lane, 'told', at, { label: `${user} ${event}`, words, link: 'down', mark: about && mark('T8', about, since) });
  }

  /** A client notices its own silence. */
  #own(id, lane, { kind, label = kind, words }, at) {
    const { heardAt, from } = lane.absence ?? { heardAt: at, from: at };
    const name = Math.abs(heardAt - from) < SAME_BYTE_S ? 'T3' : 'its last byte heard';
    const marked = mark(id, lane, { name, at: heardAt });
    this.#note(lane, kind, at, { label, words: `${lane.name} is told: ${words}`, mark: marked });
  }

  #message(lane, { from, offset, replayed }, at) {
    const before = this.facts.findLast((fact) => fact.lane === lane.id);
    if (replayed && before?.kind === 'replay' && at - before.at < REPLAY_TOGETHER_S) {
      before.last = offset;
      before.label = `replay #${before.first}–#${offset}`;
      before.words = `${lane.name} is sent what it missed: #${before.first} to #${offset}`;
    } else if (replayed) {
      const words = `${lane.name} is sent what it missed: #${offset}`;
      this.#note(lane, 'replay', at, { label: `replay #${offset}`, words, first: offset, last: offset, link: 'down' });
    } else {
      this.#note(lane, 'message', at, { label: `#${offset}`, link: lane.name === from ? 'up' : 'down', width: 22 });
    }
  }

  #plug(lane, { to, way }, at) {
    lane.unplugged(to === 'out' ? way : null, at);
    const which = { both: '', up: ' (only up)', down: ' (only down)' }[way] ?? '';
    const words = to === 'out' ? `the plug of ${lane.name} is pulled${which}` : `${lane.name} is plugged in again`;
    this.#note(lane, 'plug', at, { label: to === 'out' ? 'plug pulled' : 'plugged in', words });
    if (to === 'out' && way !== 'down') {
      this.#silent(lane, at);
    }
  }

  #pocket(lane, { to }, at) {
    lane.slept(to, at);
    const words = to === 'asleep' ? `${lane.name} is suspended` : `${lane.name} wakes up`;
    this.#note(lane, 'pocket', at, { label: to === 'asleep' ? 'suspended' : 'wakes', words });
    if (to === 'asleep') {
      this.#silent(lane, at);
    }
  }

  /** From now on the server hears nothing of a client that is logged in. */
  #silent(lane, at) {
    if (!lane.isLoggedIn || lane.absence?.isAway) {
      return;
    }
    const from = lane.lastUp ?? at;
    lane.absence = new Absence({ lane: lane.id, from, heardAt: lane.lastDown ?? at, profile: lane.profile });
    this.absences.push(lane.absence);
    const { heardAt } = lane.absence;
    if (Math.abs(heardAt - from) >= SAME_BYTE_S) {
      this.#note(lane, 'last-heard', heardAt, { label: 'last byte heard', words: `the last byte that ${lane.name} hears` });
    }
    const words = `the last byte from ${lane.name} is heard`;
    this.#note({ id: SERVER }, 'last-byte', from, { label: `last byte of ${lane.name}`, words, about: lane.id, mark: mark('T3', lane) });
  }

  #named(user) {
    return [...this.lanes.values()].find(({ name }) => name === user);
  }

  #note(lane, kind, at, { label = '', words = null, mark: marked = null, about = null, link = null, width = null, ...more }) {
    const fact = { at, lane: lane.id, kind, label, words, mark: marked, about: marked?.about ?? about, link, width, ...more };
    const behind = this.facts.findLastIndex((each) => each.at <= at);
    this.facts.splice(behind + 1, 0, fact);
    if (this.facts.length > FACTS_AT_MOST) {
      this.from = this.facts.shift().at;
    }
  }
}

/** T-something of a lane; `since` is the mark that its time is told from, and when that was. */
function mark(id, lane, since = null) {
  return { id, about: lane.id, since };
}
