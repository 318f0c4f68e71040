const KEY = 'rejoin-theme';
const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };

/** A button that goes through light, dark, and what the system says; the choice outlives the page. */
export class Theme {
  #button;

  constructor(button) {
    this.#button = button;
    this.#show(localStorage.getItem(KEY) ?? 'auto');
    button.addEventListener('click', () => this.turn());
  }

  turn() {
    this.#show(NEXT[document.documentElement.dataset.theme]);
    localStorage.setItem(KEY, document.documentElement.dataset.theme);
  }

  #show(theme) {
    const known = theme in NEXT ? theme : 'auto';
    document.documentElement.dataset.theme = known;
    this.#button.textContent = `Colours: ${known === 'auto' ? 'as the system' : known}`;
  }
}
