/** How many messages a room keeps for those who come back. */
const KEPT = 32;

/** A room as a server has it: numbers messages, recognises repeated ones, replays the newest. */
export class FakeRoom {
  epoch = 7;
  presence = 1;
  log = [];
  numbers = new Map();
  members = new Map();
  attributes = {};

  constructor(id) {
    this.id = id;
  }

  get offset() {
    return this.log.length;
  }

  /** Takes a message; returns its frame. */
  append(from, payload, extra = {}) {
    const frame = { type: 'message', room: this.id, epoch: this.epoch, offset: this.offset + 1, from };
    Object.assign(frame, { number: 0, at: 1_700_000_000_000, payload }, extra);
    this.log.push(frame);
    return frame;
  }

  /** Takes a publication unless its number was taken before; returns the message or null. */
  publish(from, instance, { number, payload, binary }) {
    if (number <= (this.numbers.get(instance) ?? 0)) {
      return null;
    }
    this.numbers.set(instance, number);
    return this.append(from, payload, { number, binary });
  }

  joined(id, withMembers) {
    const frame = { type: 'joined', room: this.id, epoch: this.epoch, offset: this.offset, presence: this.presence };
    Object.assign(frame, { id, count: this.members.size });
    return withMembers ? { ...frame, members: [...this.members.values()] } : frame;
  }

  /** What somebody gets who has all up to that offset: messages and the verdict. */
  replay(after) {
    const first = Math.max(after, this.offset - KEPT);
    const messages = this.log.slice(first);
    const missing = first > after ? { cause: 'count', missingFrom: after + 1, missingTo: first } : {};
    const result = first > after ? 'truncated' : 'complete';
    const verdict = { type: 'verdict', room: this.id, result, epoch: this.epoch, delivered: messages.length };
    return [...messages, { ...verdict, ...missing }];
  }

  enter(user, epoch = 1) {
    this.presence += 1;
    this.members.set(user, { user, epoch, platform: 'web', lost: false, streams: [] });
    return this.members.get(user);
  }
}
