/** Types and contracts of Rejoin's core JavaScript client. All times are in milliseconds. */

export type State = 'disconnected' | 'connecting' | 'connected' | 'reconnecting' | 'disconnecting' | 'aborted' | 'failed';

export type Reason =
  | 'login' | 'login-success' | 'login-failure' | 'login-timeout' | 'interrupted' | 'lost' | 'resumed'
  | 'gave-up' | 'logout' | 'logout-failure' | 'superseded' | 'kicked' | 'banned' | 'token-expired' | 'server-refused';

/** What a vendor calls a state or a reason. */
export interface VendorName {
  name: string;
  number: number | null;
}

/** The client half of a profile. `null` means never. */
export interface Profile {
  name: string;
  loginTimeoutMs: number;
  heartbeatMs: number;
  /** Silence after which the state becomes `reconnecting`. */
  interruptedAfterMs: number;
  /** Silence after which `lost` is told. */
  lostAfterMs: number | null;
  /** Silence after which the state becomes `failed`. */
  giveUpAfterMs: number | null;
  /** After which a request fails, a queued message included. */
  requestTimeoutMs: number;
  /** The waits between attempts: up to `maxInWindowMs` while the silence is shorter than `windowMs`, then up to `maxMs`. */
  reconnect: {
    initialMs: number; factor: number; maxInWindowMs: number; windowMs: number; maxMs: number; attemptTimeoutMs: number;
  };
  states: Record<string, VendorName>;
  reasons: Record<string, VendorName>;
  codes: Record<string, number>;
  /** What the server does for members of this profile, for displays; the client does not use it. */
  server?: object;
}

export interface Code {
  number: number;
  retry: boolean;
  advice: string;
}

export const profiles: Readonly<Record<string, Profile>>;
export const codes: Readonly<Record<string, Code>>;

/** A refusal or failure; `message` holds the measured fact. */
export class RejoinError extends Error {
  readonly code: string;
  readonly number: number;
  readonly retry: boolean;
  readonly retryAfterMs: number | null;
}

export interface Clock {
  /** Milliseconds that only grow and include the time a computer was asleep. */
  now(): number;
  setTimeout(task: () => void, delayMs: number): unknown;
  clearTimeout(timer: unknown): void;
}

export interface Options {
  app: string;
  user?: string;
  token?: string;
  /** A profile's name, or a profile; without it the app's default, as the server names it. */
  profile?: string | Profile;
  /** The kind of client this is, compared without case; `web` by default. */
  platform?: string;
  /** This client object's id; random by default, and never to be stored. */
  instance?: string;
  /** By default the environment's; Node 20 has none. Events are heard through `onopen` and the like. */
  WebSocket?: new (url: string, protocol: string) => any;
  clock?: Clock;
  /** Numbers from 0 up to, not including, 1. */
  random?: () => number;
  /** While connected, an unacknowledged publication or message is repeated after this time; 3000 by default. */
  resendAfterMs?: number;
  /** A larger frame is rejected with `frame-too-large` and not sent; 65000 by default, less than a server takes. */
  maxFrameBytes?: number;
}

/**
 * Makes a client; nothing is sent before `login`. Throws `RejoinError` (`profile-unknown`) or
 * `TypeError` (an address that is none, no WebSocket).
 */
export function connect(url: string, options: Options): Client;

export interface ClientEvents {
  /**
   * Every transition. `error` says what led there, where something failed. `vendor` has no names where the profile has one
   * name for both states.
   */
  state: {
    from: State;
    to: State;
    reason: Reason;
    error: RejoinError | null;
    vendor: { state: VendorName | null; reason: VendorName | null };
  };
  /** Nothing was heard for the profile's `lostAfterMs`; the state stays `reconnecting`. */
  lost: { silentMs: number; vendor: VendorName | null };
  'token-expiring': { inMs: number };
  /**
   * The token has ended, told once: by the server over a live link; else when it ends in state `reconnecting`, or when the
   * server refuses the return. Then `renew` makes the client go on.
   */
  'token-expired': Record<string, never>;
  /** The server may not know that this client has logged out: the others see the silence out. */
  'logout-failed': { error: RejoinError; vendor: VendorName | null };
  /** What nobody waits for: a refusal without a request, an unreadable frame. */
  error: RejoinError;
  /**
   * A message from a user, this one included: once for each client object, in its sender's order.
   * It is acknowledged when the listeners have run, whether or not one throws, and also if there are
   * none: add them before `login`. What they return is not waited for.
   */
  'peer-message': PeerMessage;
  /** A user that `subscribeStatus` named: the status at first, and each change. */
  status: { user: string; status: Status };
  /** Every frame on a live or greeting link; for logs. */
  frame: { direction: 'in' | 'out'; frame: any };
}

/**
 * `unreachable`: nothing was heard of the user for as long as its profile says; it may come back. Told
 * by subscriptions only: a query answers `online` until the user's window ends.
 */
export type Status = 'online' | 'unreachable' | 'offline';

export interface PeerMessage {
  from: string;
  payload: string | Uint8Array;
  /** When the server took it, in ms since 1970. */
  at: number;
  /** The sender's login. */
  epoch: number;
  /** Counts that login's messages to this user; missing numbers were given up by the sender. */
  number: number;
  /** Whether it comes out of the server's store. */
  stored: boolean;
}

export interface SendOptions {
  /** Whether the message is to be stored even for a user who has logged out; false by default. */
  offline?: boolean;
}

export interface Sent {
  /** `received`: the receiver's client has it; `stored`: the server's store has it. */
  result: 'received' | 'stored';
  to: string;
  number: number;
}

export interface Attribute {
  value: string;
  /** The user who set it last. */
  by: string;
  /** When the server took that, in ms since 1970. */
  at: number;
}

/** Done as a whole, in this order. */
export interface AttributesChange {
  /** Whether all that are there are removed first. */
  clear?: boolean;
  set?: Record<string, string>;
  remove?: string[];
  /** Whether the room's members are told, by `attributes`. */
  announce?: boolean;
}

export class Client {
  readonly state: State;
  readonly profile: Profile;
  readonly user: string | undefined;
  /** Rejected with the server's code, `timeout`, `bad-id` without a user, or `already-logged-in`. Never done by itself. */
  login(who?: { user?: string; token?: string }): Promise<void>;
  /**
   * Rooms and requests end at once; fulfilled when the server knows it, over this link or one dialled for it, or the
   * request timeout has passed.
   */
  logout(): Promise<void>;
  /**
   * Logs out in this moment, by one frame, for a page or process that is about to end.
   * `unlessBackWithinMs`: how long the others are not told, should the user come back, as by a reload.
   */
  leaveNow(options?: { unlessBackWithinMs?: number }): void;
  renew(token: string): Promise<void>;
  networkIsBack(): void;
  /** The room of that id, joined or not, for adding listeners before `join`. */
  room(id: string): Room;
  join(id: string): Promise<Room>;
  /**
   * To one user; waits through drops, in order, delivered once. Rejected with `timeout` (it may still
   * arrive, once), the code of a refusal for good (`peer-unknown`, `peer-offline`, `forbidden`,
   * `payload-too-large` …), `not-connected`, or `too-often` beyond 200 unsettled messages to one user
   * or 1024 in all.
   */
  sendMessage(to: string, payload: string | Uint8Array, options?: SendOptions): Promise<Sent>;
  /** Up to 256 users, once. Users that the server cannot reach within a second are `offline`. */
  queryStatus(users: string[]): Promise<Record<string, Status>>;
  /**
   * Up to 512 users in all, told by `status` events through drops until the login ends. Rejected as a whole
   * with `too-many-subscriptions`.
   */
  subscribeStatus(users: string[]): Promise<Record<string, Status>>;
  unsubscribeStatus(users: string[]): Promise<void>;
  /**
   * The user's own: these and no others. They live as long as the login and are said again after drops.
   * Rejected with `attributes-too-large` beyond the profile's limits; then nothing changes.
   */
  setAttributes(set: Record<string, string>): Promise<void>;
  mergeAttributes(set: Record<string, string>): Promise<void>;
  deleteAttributes(keys: string[]): Promise<void>;
  clearAttributes(): Promise<void>;
  /** Without `keys` all; rejected with `user-not-found` if the user is not logged in. */
  readAttributes(user: string, keys?: string[]): Promise<Record<string, Attribute>>;
  /** Of a room, joined or not. They are kept for some minutes when the room is empty. */
  changeRoomAttributes(room: string, change: AttributesChange): Promise<void>;
  readRoomAttributes(room: string, keys?: string[]): Promise<Record<string, Attribute>>;
  /**
   * Ends another user's login (`kicked`) or, with `room`, its stay there; with `forMs`, at most a year, it is
   * kept out for so long (`banned`). That client is told `reason` (at most 256 characters) and does not come
   * back by itself. Rejected with `forbidden` unless the token's claim `kick` permits it, with
   * `user-not-found`, `not-joined`, `too-many-bans`.
   */
  kick(user: string, options?: { room?: string; reason?: string; forMs?: number }): Promise<void>;
  /** Releases everything without a logout; waiting requests are rejected with `closed`. */
  close(): void;
  on<E extends keyof ClientEvents>(event: E, listener: (detail: ClientEvents[E]) => void): () => void;
  once<E extends keyof ClientEvents>(event: E, listener: (detail: ClientEvents[E]) => void): () => void;
  off<E extends keyof ClientEvents>(event?: E, listener?: (detail: ClientEvents[E]) => void): void;
}

export interface Stream {
  stream: string;
  kind: string;
  info?: string;
}

export interface Member {
  user: string;
  epoch: number;
  platform: string;
  lost: boolean;
  streams: Stream[];
}

/** Members in events are as they were when it happened; those of `room.members` change. */
export interface RoomEvents {
  /** In order, without duplicates; every hole is named by a `verdict`. `at` is ms since 1970. */
  message: {
    from: string;
    payload: string | Uint8Array;
    at: number;
    offset: number;
    epoch: number;
    replayed: boolean;
  };
  /** What a return delivered; `missingFrom` to `missingTo` of `epoch` will not come. */
  verdict: {
    result: 'complete' | 'truncated';
    cause: 'window' | 'count' | 'epoch' | null;
    epoch: number;
    missingFrom: number | null;
    missingTo: number | null;
    delivered: number;
  };
  'member-joined': { member: Member };
  'member-lost': { member: Member };
  'member-back': { member: Member };
  'member-left': { member: Member; reason: 'quit' | 'timeout' | 'kicked' };
  'stream-added': { member: Member; stream: Stream };
  /** It was announced again with another kind or info. */
  'stream-changed': { member: Member; stream: Stream };
  'stream-removed': { member: Member; stream: Stream; reason: 'unpublished' | 'timeout' };
  count: { count: number };
  /**
   * All members were told at once; their single events were not. So it is after a room was rebuilt
   * (a verdict with cause `epoch`): members that are not back yet are not in it, and have not left.
   */
  members: { members: ReadonlyMap<string, Member>; count: number };
  /**
   * The room's attributes were changed and announced; these are all. Told again, maybe unchanged, after a
   * return. Without an announcement nobody is told: `readRoomAttributes` tells how they are.
   */
  attributes: { attributes: Record<string, Attribute> };
  /**
   * The room was left or refused, the user was kicked or banned from it, or the login has ended. This object
   * is of no use any more. A room that was never joined does not end.
   */
  ended: { error: RejoinError };
}

export class Room {
  readonly id: string;
  readonly state: 'outside' | 'entering' | 'inside' | 'away' | 'returning' | 'replaying' | 'ended';
  readonly members: ReadonlyMap<string, Member>;
  readonly count: number;
  readonly position: { epoch: number; offset: number; presence: number };
  join(): Promise<Room>;
  /** Delivered once; rejected with `timeout` it may still arrive, once. */
  publish(payload: string | Uint8Array): Promise<{ epoch: number | null; offset: number | null }>;
  publishStream(stream: Stream): Promise<void>;
  unpublishStream(stream: string): Promise<void>;
  fetchMembers(): Promise<{ members: Member[] | null; count: number }>;
  leave(): Promise<void>;
  on<E extends keyof RoomEvents>(event: E, listener: (detail: RoomEvents[E]) => void): () => void;
  once<E extends keyof RoomEvents>(event: E, listener: (detail: RoomEvents[E]) => void): () => void;
  off<E extends keyof RoomEvents>(event?: E, listener?: (detail: RoomEvents[E]) => void): void;
}
