import { element } from './elements.js';
import { spoken } from './profile-words.js';

const STEPS = { pull: 'Pull the plug', wait: 'Watch', write: 'Write', return: 'Plug it in', read: 'Read the verdict' };
const ORDER = ['meet', 'pull', 'wait', 'write', 'return', 'read', 'end'];

/** Shows the guided story: where one is, what to look at, and one button that goes on. */
export class StoryView {
  #story;
  #find;
  #stage;
  #shown = '';
  #hadFocus = false;

  /**
   * @param stage gives `{ hero, other, areThere, profile, absence, verdict, now }` as they are now, and does what
   *     the button says by `act(step)`
   */
  constructor({ story, find, stage }) {
    this.#story = story;
    this.#find = find;
    this.#stage = stage;
    find('story-act').addEventListener('click', () => stage.act(this.#step));
    this.#find('story-steps').append(...Object.entries(STEPS).map(([step, text]) => element('li', { text, data: { step } })));
  }

  /** Shows what is the case now; to be called often. */
  refresh() {
    const now = this.#stage.now();
    const step = this.#step;
    const { text, button } = TELLS[step](now);
    const shown = `${step}|${text}|${button}`;
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#find('story').dataset.step = step;
      this.#find('story-text').textContent = text;
      this.#showButton(button);
      this.#showSteps(step);
    }
    this.#find('story-count').textContent = COUNTS[step]?.(now) ?? '';
  }

  /** Who pressed it with a key finds the focus on it again when there is something to press. */
  #showButton(text) {
    const button = this.#find('story-act');
    this.#hadFocus ||= document.activeElement === button;
    button.textContent = text ?? '';
    button.hidden = text === undefined;
    if (this.#hadFocus && text !== undefined) {
      this.#hadFocus = false;
      if ([document.body, button].includes(document.activeElement)) {
        button.focus();
      }
    }
  }

  /** Nobody's plug can be pulled before both are there. */
  get #step() {
    const { step } = this.#story;
    return step === 'pull' && !this.#stage.now().areThere ? 'meet' : step;
  }

  #showSteps(step) {
    for (const item of this.#find('story-steps').children) {
      const order = ORDER.indexOf(item.dataset.step) - ORDER.indexOf(step);
      item.dataset.place = order < 0 ? 'done' : order === 0 ? 'now' : 'later';
      if (order === 0) {
        item.setAttribute('aria-current', 'step');
      } else {
        item.removeAttribute('aria-current');
      }
    }
  }
}

/** What the others are told first of a silence, and when. */
function firstOfOthers({ server }) {
  const { afterMs, event } = server.departures[0];
  return `the others hear of it at ${spoken(afterMs)} (${event})`;
}

const TELLS = {
  meet: ({ hero, other }) => ({ text: `Let ${hero} and ${other} into one room.`, button: 'Let both in' }),
  pull: ({ hero, other }) => ({
    text: `${hero} and ${other} are in one room. Pull the plug of ${hero}, and watch who is told what, and when.`,
    button: `Pull the plug of ${hero}`,
  }),
  wait: ({ hero, profile }) => ({
    text: `Nothing passes, and nothing was closed: ${hero} still seems connected. It says reconnecting after ` +
      `${spoken(profile.interruptedAfterMs)} without a byte; ${firstOfOthers(profile)}.`,
  }),
  write: ({ hero, other }) => ({
    text: `${hero} has noticed and is looking for its way back. Write something as ${other}: ${hero} cannot hear it.`,
    button: `Write as ${other}`,
  }),
  return: ({ hero, absence }) => ({
    text: absence?.end === 'over'
      ? `The window has passed: ${hero} has left, as everybody was told. Plug it in: it will join anew.`
      : `${hero} has missed that. While its window is open it has not left: plug it in again.`,
    button: `Plug ${hero} in again`,
  }),
  read: ({ hero }) => ({ text: `${hero} can reach the server again, and tries at its next attempt.` }),
  end: ({ hero, absence, verdict }) => ({ text: ending(hero, absence, verdict), button: 'Once more' }),
};

const COUNTS = {
  wait: ({ absence, now }) => (absence ? `silent for ${(now - absence.from).toFixed(1)} s` : ''),
  write: countdown,
  return: countdown,
};

function countdown({ absence, now }) {
  return absence && absence.end === null ? `${Math.max(0, absence.limit - now).toFixed(0)} s of the window left` : '';
}

function ending(hero, absence, verdict) {
  const away = absence === null ? '' : ` after ${(absence.backAt - absence.from).toFixed(1)} s`;
  const left = absence?.end === 'over' ? 'it had left, and joined anew' : 'it had never left';
  const replayed = `${verdict?.delivered ?? 0} missed message${verdict?.delivered === 1 ? ' was' : 's were'} replayed`;
  return `${hero} was back${away}: ${left}; ${replayed}, and the verdict is ${verdict?.result ?? 'open'}. ` +
    'Now suspend, kill, cut one way only, or choose another profile.';
}
