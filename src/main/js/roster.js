/**
 * Who is in a room, as far as the events tell. Each method returns what is to be told to the
 * application, as `[event, detail]` pairs in order: only what has changed, so that an event that is
 * repeated after a reconnection is told once. A member in them is a copy, as it was when it was told. Of
 * the client's own user nothing is told but its streams: what others hear of a silence of its own, the
 * client's state says.
 */
export class Roster {
  /** User to `{ user, epoch, platform, lost, streams: [{ stream, kind, info }] }`; live. */
  members = new Map();
  #self;

  /** @param self gives the client's own user */
  constructor(self) {
    this.#self = self;
  }

  /** Applies a single event's frame. */
  apply(frame) {
    switch (frame.type) {
      case 'member-joined':
        return this.#gain(frame.member);
      case 'member-lost':
        return this.#mark(frame, true);
      case 'member-back':
        return this.#mark(frame, false);
      case 'member-left':
        return this.#lose(frame);
      case 'stream-added':
        return this.#addStream(frame.user, frame.stream);
      default:
        return this.#removeStream(frame.user, frame.stream, frame.reason);
    }
  }

  /** Makes these the members; single events are not told. */
  replace(views) {
    this.members.clear();
    for (const view of views) {
      this.members.set(view.user, this.#shown(view));
    }
  }

  /** The first half of becoming these members: what begins to hold. */
  gain(views) {
    return views.flatMap((view) => this.#gain(view));
  }

  /** The second half of becoming these members: what ceased to hold. */
  lose(views) {
    const kept = new Map(views.map((view) => [view.user, view]));
    return [...this.members.values()].flatMap((member) => {
      const view = kept.get(member.user);
      if (view === undefined) {
        return this.#lose({ user: member.user, epoch: member.epoch, reason: 'timeout' });
      }
      const has = new Set(view.streams.map(({ stream }) => stream));
      const gone = member.streams.filter(({ stream }) => !has.has(stream));
      return [
        ...gone.flatMap(({ stream }) => this.#removeStream(member.user, stream, 'timeout')),
        ...(view.lost ? this.#mark({ user: member.user, epoch: view.epoch }, true) : []),
      ];
    });
  }

  #gain(view) {
    const member = this.members.get(view.user);
    if (member === undefined) {
      this.members.set(view.user, this.#shown(view));
      return this.#isSelf(view.user) ? [] : [['member-joined', { member: copy(view) }]];
    }
    if (view.epoch < member.epoch) {
      return [];
    }
    return [
      ...(this.#shown(view).lost ? [] : this.#mark(view, false)),
      ...(view.streams ?? []).flatMap((stream) => this.#addStream(view.user, stream)),
    ];
  }

  #mark({ user, epoch }, lost) {
    const member = this.members.get(user);
    if (member === undefined || epoch < member.epoch || (lost && this.#isSelf(user))) {
      return [];
    }
    // A newer login may have taken the membership over without a word.
    member.epoch = epoch;
    if (member.lost === lost) {
      return [];
    }
    member.lost = lost;
    return [[lost ? 'member-lost' : 'member-back', { member: copy(member) }]];
  }

  #lose({ user, epoch, reason }) {
    const member = this.members.get(user);
    if (member === undefined || epoch < member.epoch || this.#isSelf(user)) {
      return [];
    }
    this.members.delete(user);
    return [['member-left', { member, reason }]];
  }

  #addStream(user, stream) {
    const member = this.members.get(user);
    const index = member?.streams.findIndex((each) => each.stream === stream.stream) ?? -1;
    if (member === undefined || (index >= 0 && isSame(member.streams[index], stream))) {
      return [];
    }
    member.streams.splice(index < 0 ? member.streams.length : index, 1, { ...stream });
    return [[index < 0 ? 'stream-added' : 'stream-changed', { member: copy(member), stream }]];
  }

  #removeStream(user, id, reason) {
    const member = this.members.get(user);
    const stream = member?.streams.find((each) => each.stream === id);
    if (stream === undefined || (reason === 'timeout' && this.#isSelf(user))) {
      return [];
    }
    member.streams.splice(member.streams.indexOf(stream), 1);
    return [['stream-removed', { member: copy(member), stream, reason }]];
  }

  #isSelf(user) {
    return user === this.#self();
  }

  /** As it stands in the list: nobody is lost to itself. */
  #shown(view) {
    const shown = copy(view);
    return this.#isSelf(view.user) ? { ...shown, lost: false } : shown;
  }
}

function isSame(one, other) {
  return one.kind === other.kind && (one.info ?? null) === (other.info ?? null);
}

function copy(view) {
  return { ...view, lost: view.lost ?? false, streams: (view.streams ?? []).map((stream) => ({ ...stream })) };
}
