import { connect } from '/sdk/rejoin.js';
import { appendLine, element, named } from './elements.js';
import { Plug } from './plug.js';
import { RoomView } from './roomview.js';

const ENDED = ['disconnected', 'aborted', 'failed'];
const STREAM = 'camera';

/** One user's half of the page: a client, its plug, and all that it is told. */
export class Pane {
  #find;
  #settings;
  #plug = new Plug();
  #view;
  #client = null;
  #second = null;
  #room = null;

  /** @param settings gives `{ url, app, room, profile, now }` whenever it is asked */
  constructor(section, { user, settings }) {
    this.#find = (id) => section.querySelector(`[data-testid='${id}']`);
    this.#settings = settings;
    this.#view = new RoomView(this.#find);
    this.#find('user').value = user;
    this.#on('connect', 'click', () => this.connect());
    this.#on('logout', 'click', () => this.#try(this.#client.logout()));
    this.#on('twice', 'click', () => this.#loginTwice());
    this.#on('plug', 'click', () => this.#turnPlug());
    this.#on('cut', 'click', () => this.#plug.closeSockets());
    this.#on('say', 'submit', (event) => this.#say(event));
    this.#on('stream', 'click', () => this.#turnStream());
    this.#showButtons();
  }

  /** Logs the user in and enters the room; what goes wrong is told in the pane. */
  async connect() {
    const { room } = this.#settings();
    try {
      this.#client?.close();
      this.#client = this.#newClient(this.#plug.WebSocket);
      this.#follow(this.#client);
      await this.#client.login();
      await this.#enter(this.#client.room(room));
    } catch (error) {
      this.#tell('error', `${error.code ?? error.name}: ${error.message}`);
    }
  }

  async #enter(room) {
    this.#room = room;
    this.#view.show(room);
    for (const event of ['member-joined', 'member-lost', 'member-back', 'member-left']) {
      room.on(event, ({ member, reason = '' }) => this.#tell(event, `${member.user} ${reason}`, { user: member.user }));
    }
    for (const event of ['stream-added', 'stream-removed']) {
      const text = ({ member, stream, reason = '' }) => `${member.user}: ${stream.stream} ${reason}`;
      room.on(event, (detail) => this.#tell(event, text(detail), { user: detail.member.user }));
    }
    room.on('verdict', ({ result, delivered }) => {
      this.#tell('verdict', `${result}, ${delivered} replayed`, { to: result });
    });
    room.on('ended', ({ error }) => this.#left(room, error));
    await room.join();
    this.#tell('joined', `${room.id}, members: ${room.count}`);
    this.#showButtons();
  }

  #left(room, error) {
    if (room === this.#room) {
      this.#tell('room-ended', error.message);
      this.#room = null;
      this.#view.show(null);
      this.#showStream('Publish a stream', false);
      this.#showButtons();
    }
  }

  #follow(client) {
    client.on('state', ({ to, reason, vendor, error }) => {
      const badge = this.#find('state');
      badge.dataset.state = to;
      badge.textContent = named(to, vendor.state);
      const why = error === null ? '' : `: ${error.message}`;
      this.#tell('state', `${named(to, vendor.state)}, ${named(reason, vendor.reason)}${why}`, { to, reason });
      this.#showButtons();
    });
    client.on('lost', ({ silentMs, vendor }) => {
      this.#tell('lost', `${named('lost', vendor)}: silent for ${(silentMs / 1000).toFixed(1)} s`);
    });
    client.on('token-expiring', ({ inMs }) => this.#tell('token-expiring', `in ${inMs / 1000} s`));
    client.on('token-expired', () => this.#tell('token-expired', ''));
    client.on('error', (error) => this.#tell('error', error.message));
  }

  /** A second client object with the same user: the server lets the newest login win. */
  async #loginTwice() {
    this.#second?.close();
    this.#second = this.#newClient(WebSocket);
    const badge = this.#find('second');
    this.#second.on('state', ({ to, reason }) => {
      badge.hidden = false;
      badge.dataset.state = to;
      badge.textContent = `second: ${to}`;
      this.#tell('second', `${to}, ${reason}`, { to, reason });
    });
    await this.#try(this.#second.login());
  }

  #newClient(WebSocket) {
    const { url, app, profile } = this.#settings();
    return connect(url, { app, user: this.#find('user').value, profile, platform: 'web', WebSocket });
  }

  #turnPlug() {
    if (this.#plug.position === 'in') {
      this.#plug.pull();
      this.#tell('plug', 'pulled: no frame passes either way, nothing is closed', { to: 'out' });
    } else {
      this.#plug.putIn();
      this.#tell('plug', 'in again: new connections pass', { to: 'in' });
    }
    const isOut = this.#plug.position === 'out';
    this.#find('plug').setAttribute('aria-pressed', String(isOut));
    this.#find('plug').textContent = isOut ? 'Plug it in again' : 'Pull the plug (silent)';
    this.#find('plug-note').textContent = isOut ? 'nothing passes' : '';
  }

  async #say(event) {
    event.preventDefault();
    const input = this.#find('message');
    const text = input.value;
    if (text === '' || this.#room === null) {
      return;
    }
    input.value = '';
    const waiting = element('li', { text: `${text} (not acknowledged yet)`, data: { kind: 'waiting' } });
    this.#find('waiting').append(waiting);
    try {
      await this.#room.publish(text);
      waiting.remove();
    } catch (error) {
      waiting.dataset.kind = 'failed';
      waiting.textContent = `${text}: ${error.message}`;
      this.#tell('error', `${error.code}: ${error.message}`);
    }
  }

  async #turnStream() {
    const isOn = this.#find('stream').getAttribute('aria-pressed') === 'true';
    if (isOn) {
      this.#showStream('Publish a stream', false);
      await this.#try(this.#room.unpublishStream(STREAM));
    } else {
      this.#showStream('Withdraw the stream', true);
      await this.#try(this.#room.publishStream({ stream: STREAM, kind: 'video' }));
    }
  }

  #showStream(text, isOn) {
    this.#find('stream').textContent = text;
    this.#find('stream').setAttribute('aria-pressed', String(isOn));
  }

  #showButtons() {
    const state = this.#client?.state ?? 'disconnected';
    this.#find('connect').disabled = !ENDED.includes(state);
    this.#find('user').disabled = !ENDED.includes(state);
    this.#find('logout').disabled = state === 'disconnected';
    for (const id of ['message', 'send', 'stream']) {
      this.#find(id).disabled = this.#room === null;
    }
  }

  async #try(promise) {
    try {
      await promise;
    } catch (error) {
      this.#tell('error', `${error.code}: ${error.message}`);
    }
  }

  #tell(kind, text, data = {}) {
    const seconds = this.#settings().now().toFixed(2);
    const line = element(
      'li',
      { data: { kind, seconds, ...data } },
      element('time', { text: `${seconds.padStart(7)} s` }),
      element('span', { text: `${kind} ${text}`.trim() }),
    );
    appendLine(this.#find('events'), line);
  }

  #on(id, event, listener) {
    this.#find(id).addEventListener(event, listener);
  }
}
