import { appendLine, element } from './elements.js';
import { factWords } from './fact-words.js';
import { People } from './people.js';
import { possible } from './possible.js';
import { RoomView } from './roomview.js';

const STREAMS = ['audio', 'video', 'screen'];
const PEOPLE_FACTS = ['member-joined', 'member-lost', 'member-back', 'member-left', 'stream-added', 'stream-removed', 'members', 'count'];
const QUIET = { both: 'unplugged', up: 'cannot send', down: 'cannot hear', asleep: 'asleep' };

/** One user's part of the page: shows what a device tells, and has the buttons that act on it. */
export class Pane {
  #find;
  #device;
  #view;
  #people;
  #now;

  /**
   * @param device what is shown; its facts are to be given to `take`
   * @param known gives the names of all users of the page
   * @param now gives the seconds of the page's clock
   */
  constructor(section, { device, known, now }) {
    this.#device = device;
    this.#now = now;
    this.#find = (id) => section.querySelector(`[data-testid='${id}']`);
    this.#view = new RoomView(this.#find);
    this.#people = new People({ find: this.#find, known, kick: (user, forMs) => device.kick(user, forMs) });
    this.#find('user').value = device.user;
    this.#find('platform').value = device.platform;
    this.#wire();
    this.refresh();
  }

  /** Something has happened to the device. */
  take(fact) {
    const words = factWords(fact);
    if (words !== null) {
      this.#tell(words);
    }
    if (fact.kind === 'message') {
      this.#view.message(fact, fact.from === this.#device.user);
    } else if (fact.kind === 'verdict') {
      this.#view.verdict(fact);
    } else if (fact.kind === 'status') {
      this.#people.told(fact.user, fact.status);
    } else if (fact.kind === 'state' && fact.to === 'connecting') {
      this.#people.forget();
    } else if (fact.kind === 'room-ended' || fact.kind === 'killed') {
      this.#find('waiting').replaceChildren();
    } else if (PEOPLE_FACTS.includes(fact.kind) || fact.kind === 'joined') {
      this.#device.watch([...(this.#device.room?.members.keys() ?? [])].filter((user) => user !== this.#device.user));
    }
    this.refresh();
  }

  /** Shows what is the case now. */
  refresh() {
    const now = this.#device.now;
    const can = possible(now);
    this.#showBadges(now);
    this.#showButtons(now, can);
    this.#showStreams(can);
    this.#people.show(this.#device.room, { self: this.#device.user, isLive: now.state === 'connected', mayKick: can.kick });
  }

  #wire() {
    const device = this.#device;
    const clicks = {
      connect: () => device.connect(),
      logout: () => device.logout(),
      plug: () => device.turnPlug(this.#find('way').value),
      cut: () => device.closeSocket(),
      pocket: () => device.turnPocket(),
      kill: () => device.turnLife(),
      twice: () => device.turnSecond(),
      token: () => device.turnToken(),
    };
    for (const [id, act] of Object.entries(clicks)) {
      this.#find(id).addEventListener('click', () => {
        act();
        this.refresh();
      });
    }
    for (const kind of STREAMS) {
      this.#find(kind).addEventListener('click', ({ currentTarget }) => {
        device.turnStream(kind, currentTarget.getAttribute('aria-pressed') === 'false');
      });
    }
    for (const id of ['user', 'platform']) {
      this.#find(id).addEventListener('change', ({ target }) => {
        device[id] = target.value;
      });
    }
    this.#find('say').addEventListener('submit', (event) => this.#submit(event));
  }

  #showBadges({ life, state, pocket, way, second }) {
    const badge = this.#find('state');
    const shown = life === 'killed' ? 'killed' : state;
    if (badge.dataset.state !== shown) {
      badge.dataset.state = shown;
      badge.replaceChildren(element('span', { className: 'unseen', text: `${this.#device.user} is ` }), shown);
    }
    const quiet = this.#find('quiet');
    const why = pocket === 'asleep' ? 'asleep' : way;
    quiet.hidden = why === null || life === 'killed';
    if (quiet.dataset.quiet !== String(why)) {
      quiet.dataset.quiet = String(why);
      quiet.textContent = QUIET[why] ?? '';
    }
    const elsewhere = this.#find('second');
    elsewhere.hidden = second === null || second === 'disconnected';
    elsewhere.dataset.state = second;
    elsewhere.textContent = `elsewhere: ${second}`;
  }

  #showButtons({ life, plug, pocket, state, second, token }, can) {
    for (const id of ['connect', 'logout', 'plug', 'way', 'cut', 'pocket', 'kill', 'twice', 'token']) {
      this.#find(id).disabled = !can[id];
    }
    const text = (id, words) => {
      this.#find(id).textContent = words;
    };
    text('plug', plug === 'out' ? 'Plug it in again' : 'Pull the plug');
    text('pocket', pocket === 'asleep' ? 'Wake it up' : 'Suspend');
    text('kill', life === 'killed' ? 'Start it again' : 'Kill');
    text('twice', ['connecting', 'connected', 'reconnecting'].includes(second) ? 'Log the other out' : 'Log in twice');
    text('token', token === 'short' ? 'Renew the token' : 'Let the token expire');
    this.#find('plug').setAttribute('aria-pressed', String(plug === 'out'));
    this.#find('pocket').setAttribute('aria-pressed', String(pocket === 'asleep'));
    this.#find('user').disabled = !can.connect;
    this.#find('platform').disabled = !can.connect;
    this.#find('message').disabled = !can.talk;
    this.#find('send').disabled = !can.talk;
    this.#find('log').dataset.dim = String(life === 'killed' || state === 'disconnected');
  }

  #showStreams(can) {
    const own = this.#device.room?.members.get(this.#device.user)?.streams ?? [];
    for (const kind of STREAMS) {
      const button = this.#find(kind);
      button.disabled = !can.talk;
      button.setAttribute('aria-pressed', String(own.some(({ stream }) => stream === kind)));
    }
  }

  #submit(event) {
    event.preventDefault();
    const input = this.#find('message');
    const text = input.value;
    if (text !== '' && this.#device.room !== null) {
      input.value = '';
      this.say(text);
    }
  }

  /** Publishes as this user; what is not acknowledged yet is shown so. */
  async say(text) {
    const waiting = element('li', { text: `${text} (not acknowledged yet)`, data: { kind: 'waiting' } });
    this.#find('waiting').append(waiting);
    try {
      await this.#device.say(text);
      waiting.remove();
    } catch (error) {
      waiting.dataset.kind = 'failed';
      waiting.textContent = `${text}: ${error.message}`;
      this.take({ kind: 'error', error });
    }
  }

  #tell({ text, data }) {
    const seconds = this.#now().toFixed(2);
    const line = element(
      'li',
      { data: { ...data, seconds } },
      element('time', { text: `${seconds.padStart(7)} s` }),
      element('span', { text }),
    );
    appendLine(this.#find('events'), line);
  }
}
