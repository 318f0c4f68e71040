import { Device } from './device.js';
import { Pane } from './pane.js';

const LEAST = 2;
const MOST = 4;
const PLATFORMS = ['web', 'android', 'ios', 'windows'];

/** The two to four clients of the page, each a device and its pane. */
export class Panes {
  #place;
  #template;
  #settings;
  #ear;
  #now;
  #panes = new Map();

  /** @param ear hears `added(id, user)`, `removed(id)`, `told(id, fact)`, `passed(id, direction, type)` */
  constructor({ place, template, settings, now, ear }) {
    this.#place = place;
    this.#template = template;
    this.#settings = settings;
    this.#now = now;
    this.#ear = ear;
  }

  /** `{ id, section, device, pane }` of each, in their order. */
  get all() {
    return [...this.#panes.values()];
  }

  get(id) {
    return this.#panes.get(id);
  }

  get hasRoom() {
    return this.#panes.size < MOST;
  }

  get mayShrink() {
    return this.#panes.size > LEAST;
  }

  /** Adds one more; returns it. */
  add() {
    const number = [1, 2, 3, 4].find((each) => !this.#panes.has(idOf(each)));
    const id = idOf(number);
    const section = this.#template.content.cloneNode(true).firstElementChild;
    section.dataset.testid = id;
    section.dataset.hue = number;
    section.setAttribute('aria-label', `Client ${number}`);
    const device = new Device({
      user: `u${number}`,
      platform: PLATFORMS[number - 1],
      settings: this.#settings,
      ear: {
        told: (fact) => this.#told(id, fact),
        passed: (direction, type) => this.#ear.passed(id, direction, type),
      },
    });
    const known = () => this.all.map((each) => each.device.user);
    const pane = new Pane(section, { device, known, now: this.#now });
    this.#panes.set(id, { id, section, device, pane });
    this.#ear.added(id, device.user);
    this.#arrange();
    section.querySelector('[data-testid=remove]').addEventListener('click', () => this.#remove(id));
    return this.#panes.get(id);
  }

  #remove(id) {
    const { device, section } = this.#panes.get(id);
    this.#panes.delete(id);
    device.remove();
    section.remove();
    this.#ear.removed(id);
    this.#arrange();
  }

  /** In the order of their numbers, also if one in the middle had gone. */
  #arrange() {
    const ordered = [...this.#panes.entries()].sort(([a], [b]) => a.localeCompare(b));
    this.#panes = new Map(ordered);
    ordered.forEach(([, { section }]) => this.#place.append(section));
    this.#place.dataset.count = this.#panes.size;
    ordered.forEach(([, { section }]) => {
      section.querySelector('[data-testid=remove]').hidden = !this.mayShrink;
    });
  }

  #told(id, fact) {
    this.#ear.told(id, fact);
    this.#panes.get(id)?.pane.take(fact);
  }
}

function idOf(number) {
  return `pane-${number}`;
}
