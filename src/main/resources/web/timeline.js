import { element } from './elements.js';
import { figure, lengthOf } from './figure.js';
import { shape, toElement, toFile } from './svg.js';

const REDRAW_MS = 250;
const WIDE_NAMES = 84;
const NARROW_NAMES = 68;
const NARROW = 500;
const FOLLOW_PX = 60;
const ROWS_AT_MOST = 200;

/** Shows a chronicle as it grows: the figure, and what it means in words beneath. */
export class Timeline {
  #chronicle;
  #now;
  #frame;
  #words;
  #follows = true;
  #names = null;
  #shown = '';

  /**
   * @param now gives the seconds of the page's clock
   * @param frame the element that the figure scrolls in; `words` the list of what happened
   */
  constructor({ chronicle, now, frame, words }) {
    this.#chronicle = chronicle;
    this.#now = now;
    this.#frame = frame;
    this.#words = words;
    frame.addEventListener('scroll', () => this.#scrolled());
    setInterval(() => this.draw(), REDRAW_MS);
    new ResizeObserver(() => this.draw()).observe(frame);
  }

  /** Draws what is the case now; also done by itself, some times a second. */
  draw() {
    const now = this.#now();
    this.#chronicle.tick(now);
    const { drawing, names, width, height } = this.#figure(this.#frame.clientWidth, now);
    const size = { width, height, viewBox: `0 0 ${width} ${height}` };
    const svg = toElement(shape('svg', { ...size, role: 'img', 'aria-labelledby': 'timeline-title' }, ...drawing));
    this.#names = toElement(shape('g', {}, ...names));
    svg.append(this.#names);
    this.#frame.replaceChildren(svg);
    if (this.#follows) {
      this.#frame.scrollLeft = this.#frame.scrollWidth;
    }
    this.#keepNames();
    this.#tell();
  }

  /** The figure as it is now, as an SVG file in the colours that the page has now. */
  async file(title) {
    const { drawing, names, width, height } = this.#figure(0, this.#now());
    const css = await resolvedStyle();
    const whole = { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' };
    const back = shape('rect', { class: 'names', x: 0, y: 0, width, height });
    return toFile(shape('svg', whole, shape('title', {}, title), back, ...drawing, ...names), css);
  }

  #figure(width, now) {
    const names = this.#frame.clientWidth < NARROW ? NARROW_NAMES : WIDE_NAMES;
    return figure(this.#chronicle, { now, width, names });
  }

  #scrolled() {
    const { scrollLeft, clientWidth, scrollWidth } = this.#frame;
    this.#follows = scrollLeft + clientWidth > scrollWidth - FOLLOW_PX;
    this.#keepNames();
  }

  #keepNames() {
    this.#names?.setAttribute('transform', `translate(${this.#frame.scrollLeft} 0)`);
  }

  /** The same in words, newest last; only if something has happened since. */
  #tell() {
    const told = this.#chronicle.facts.filter(({ words }) => words !== null).slice(-ROWS_AT_MOST);
    const shown = told.map(({ at, words }) => `${at} ${words}`).join('|');
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#words.replaceChildren(...told.map((fact) => this.#row(fact)));
      this.#words.scrollTop = this.#words.scrollHeight;
    }
  }

  #row({ at, words, mark, about, kind }) {
    const hue = [...this.#chronicle.lanes.keys()].indexOf(about) + 1;
    const since = mark?.since ? `${mark.since.name} + ${lengthOf(Math.max(0, at - mark.since.at))}` : '';
    return element(
      'li',
      { data: { mark: mark?.id, kind, at: at.toFixed(3) } },
      element('time', { text: `${at.toFixed(1)} s` }),
      element('b', { text: mark?.id ?? '', className: mark?.id ? `flag hue-${hue}` : '' }),
      element('span', { className: 'since', text: mark?.id && since ? `= ${since}` : since }),
      element('span', { text: words }),
    );
  }
}

/** The style sheet of the figure with the colours that hold now, which a file of its own cannot look up. */
async function resolvedStyle() {
  const css = await (await fetch('figure.css')).text();
  const style = getComputedStyle(document.documentElement);
  const isDark = style.colorScheme === 'dark' || (style.colorScheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  const color = (name) => {
    const value = style.getPropertyValue(name).trim();
    const pair = value.match(/^light-dark\(\s*([^,]+),\s*([^)]+)\)$/);
    return pair === null ? value : pair[isDark ? 2 : 1].trim();
  };
  return css.replace(/var\((--[\w-]+)\)/g, (whole, name) => color(name));
}
