const BUTTONS = { p: 'plug', s: 'pocket', x: 'cut', k: 'kill', c: 'connect', o: 'logout', m: 'message' };
const TYPING = 'input, select, textarea';

/**
 * Shortcuts: 1 to 4 choose a client, a letter presses a button of the chosen one. They are silent while
 * somebody types, with a modifier, and when they are switched off.
 */
export class Keys {
  #panes;
  #switch;
  #others;
  #chosen = 0;

  /**
   * @param panes gives the sections of the clients, in their order
   * @param isOn the checkbox that switches all this off
   * @param others key to what it does, beside those of the clients
   */
  constructor({ panes, isOn, others }) {
    this.#panes = panes;
    this.#switch = isOn;
    this.#others = others;
    document.addEventListener('keydown', (event) => this.#pressed(event));
    document.addEventListener('focusin', ({ target }) => this.#focused(target));
  }

  #pressed(event) {
    const { key, target } = event;
    if (!this.#switch.checked || event.ctrlKey || event.metaKey || event.altKey || this.#isTyping(target)) {
      return;
    }
    const done = this.#others[key]?.() ?? this.#choose(key) ?? this.#press(key);
    if (done) {
      event.preventDefault();
    }
  }

  #isTyping(target) {
    return target.matches(TYPING) && target.type !== 'checkbox';
  }

  #choose(key) {
    const pane = /^[1-4]$/.test(key) ? this.#panes()[Number(key) - 1] : undefined;
    pane?.focus();
    return pane && true;
  }

  #press(key) {
    const pane = this.#panes()[this.#chosen] ?? this.#panes()[0];
    const control = BUTTONS[key] && pane.querySelector(`[data-testid='${BUTTONS[key]}']`);
    if (!control || control.disabled) {
      return false;
    }
    if (control.matches(TYPING)) {
      control.focus();
    } else {
      control.click();
    }
    return true;
  }

  #focused(target) {
    const index = this.#panes().findIndex((pane) => pane.contains(target));
    this.#chosen = index < 0 ? this.#chosen : index;
  }
}
