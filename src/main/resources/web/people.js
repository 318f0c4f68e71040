import { element } from './elements.js';

const BAN_MS = 20_000;

/** Shows who is in a room, with online status and streams, and whom of the others this user knows. */
export class People {
  #members;
  #others;
  #count;
  #people;
  #known;
  #kick;
  #status = new Map();
  #shown = '';

  /**
   * @param find finds a part of the pane
   * @param known gives the names of all users of the page
   * @param kick `(user, forMs)` has a user kicked or banned; offered for everybody but oneself
   */
  constructor({ find, known, kick }) {
    this.#members = find('members');
    this.#others = find('others');
    this.#count = find('count');
    this.#people = find('people');
    this.#known = known;
    this.#kick = kick;
  }

  /** The server has told a user's status. */
  told(user, status) {
    this.#status.set(user, status);
  }

  /** Nothing that was told holds any more. */
  forget() {
    this.#status.clear();
  }

  /**
   * @param room null for none; `self` who looks at it; `isLive` whether it hears changes now; `mayKick`
   *     whether it can kick now
   */
  show(room, { self, isLive, mayKick }) {
    this.#people.dataset.dim = String(!isLive);
    const members = room === null ? [] : [...room.members.values()];
    const shown = JSON.stringify([members, this.#known(), [...this.#status], self, isLive, mayKick, room?.count]);
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    const absent = this.#known().filter((user) => user !== self && !members.some((member) => member.user === user));
    this.#count.textContent = room === null ? '' : `${room.count}${isLive ? '' : ', as last told'}`;
    this.#members.replaceChildren(...members.map((member) => this.#member(member, { self, mayKick })));
    this.#others.replaceChildren(...(room === null ? [] : absent).map((user) => this.#other(user)));
  }

  #member({ user, platform, lost, streams }, { self, mayKick }) {
    const line = element(
      'li',
      { data: { user, lost, status: this.#statusOf(user, self) } },
      this.#dot(user, self),
      element('strong', { text: user }),
      element('span', { className: 'hint', text: user === self ? `${platform}, this one` : platform }),
    );
    if (lost) {
      line.append(element('span', { className: 'tag', text: 'lost' }));
    }
    line.append(...streams.map(({ stream, kind }) => element('span', { className: 'stream', text: kind, data: { stream } })));
    if (user !== self) {
      const kick = this.#button({ text: 'Kick', label: `Kick ${user} out`, user, mayKick });
      const ban = this.#button({ text: 'Ban', label: `Ban ${user} for ${BAN_MS / 1000} s`, user, mayKick, forMs: BAN_MS });
      line.append(element('span', { className: 'acts' }, kick, ban));
    }
    return line;
  }

  #other(user) {
    const words = this.#status.get(user) ?? 'not known';
    return element(
      'li',
      { data: { user, status: words } },
      this.#dot(user),
      element('span', { text: user }),
      element('span', { className: 'hint', text: `not in the room, ${words}` }),
    );
  }

  #dot(user, self) {
    const status = this.#statusOf(user, self);
    const dot = element('span', { className: 'presence', data: { status } });
    dot.title = status;
    dot.append(element('span', { className: 'unseen', text: status }));
    return dot;
  }

  #statusOf(user, self) {
    return user === self ? 'online' : (this.#status.get(user) ?? 'not known');
  }

  #button({ text, label, user, mayKick, forMs }) {
    const button = element('button', { text, className: 'small', data: { testid: forMs === undefined ? 'kick' : 'ban', user } });
    button.type = 'button';
    button.disabled = !mayKick;
    button.title = label;
    button.setAttribute('aria-label', label);
    button.addEventListener('click', () => this.#kick(user, forMs));
    return button;
  }
}
