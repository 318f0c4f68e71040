import { appendLine, element } from './elements.js';

/** Shows a room: its messages with their offsets, verdicts, members and their streams. */
export class RoomView {
  #log;
  #members;
  #count;
  #position;
  #room = null;

  constructor(find) {
    this.#log = find('log');
    this.#members = find('members');
    this.#count = find('count');
    this.#position = find('position');
  }

  /** Shows this room from now on; null for none. The log of the one before stays. */
  show(room) {
    this.#room = room;
    this.#refresh();
    if (room === null) {
      return;
    }
    room.on('message', (message) => this.#message(message));
    room.on('verdict', (verdict) => this.#verdict(verdict));
    const presence = ['member-joined', 'member-lost', 'member-back', 'member-left', 'stream-added', 'stream-removed'];
    for (const event of [...presence, 'members', 'count']) {
      room.on(event, () => this.#refresh());
    }
  }

  #message({ from, payload, offset, epoch, replayed }) {
    const text = typeof payload === 'string' ? payload : `${payload.length} bytes`;
    const line = element(
      'li',
      { data: { kind: 'message', offset, epoch, from, replayed } },
      element('span', { className: 'offset', text: `#${offset}` }),
      element('strong', { text: `${from} ` }),
      element('span', { text, data: { part: 'text' } }),
    );
    if (replayed) {
      line.append(element('span', { className: 'mark', text: 'replayed' }));
    }
    appendLine(this.#log, line);
    this.#showPosition();
  }

  #verdict({ result, cause, epoch, missingFrom, missingTo, delivered }) {
    const missing = missingFrom === null ? '' : `, #${missingFrom} to #${missingTo} of epoch ${epoch} will not come`;
    const why = cause === null ? '' : ` (${cause})`;
    const text = `${result}${why}: ${delivered} replayed${missing}`;
    appendLine(this.#log, element('li', { text, data: { kind: 'verdict', result, cause, delivered } }));
    this.#showPosition();
  }

  #showPosition() {
    const { epoch, offset } = this.#room.position;
    this.#position.textContent = `epoch ${epoch}, offset ${offset}`;
  }

  #refresh() {
    const members = this.#room === null ? [] : [...this.#room.members.values()];
    this.#count.textContent = this.#room === null ? '' : this.#room.count;
    this.#members.replaceChildren(...members.map(memberLine));
  }
}

function memberLine({ user, platform, lost, streams }) {
  const line = element(
    'li',
    { data: { user, lost } },
    element('strong', { text: user }),
    element('span', { className: 'hint', text: ` ${platform}` }),
  );
  if (lost) {
    line.append(' lost');
  }
  line.append(...streams.map(({ stream, kind }) => {
    return element('span', { className: 'stream', text: `${kind}: ${stream}`, data: { stream } });
  }));
  return line;
}
