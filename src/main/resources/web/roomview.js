import { appendLine, element } from './elements.js';

/** Shows what is said in a room: messages with their offsets, those that were replayed, and verdicts. */
export class RoomView {
  #log;
  #position;

  constructor(find) {
    this.#log = find('log');
    this.#position = find('position');
  }

  message({ from, payload, offset, epoch, replayed }, isOwn) {
    const text = typeof payload === 'string' ? payload : `${payload.length} bytes`;
    const line = element(
      'li',
      { data: { kind: 'message', offset, epoch, from, replayed, own: isOwn } },
      element('span', { className: 'offset', text: `#${offset}` }),
      element('strong', { text: `${from} ` }),
      element('span', { text, data: { part: 'text' } }),
    );
    if (replayed) {
      line.append(element('span', { className: 'mark', text: 'replayed' }));
    }
    appendLine(this.#log, line);
    this.#showPosition({ epoch, offset });
  }

  verdict({ result, cause, epoch, missingFrom, missingTo, delivered }) {
    const missing = missingFrom === null ? '' : `, #${missingFrom} to #${missingTo} of epoch ${epoch} will not come`;
    const why = cause === null ? '' : ` (${cause})`;
    const text = `Verdict: ${result}${why}, ${delivered} replayed${missing}`;
    appendLine(this.#log, element('li', { text, data: { kind: 'verdict', result, cause, delivered } }));
  }


  #showPosition({ epoch, offset }) {
    this.#position.textContent = `epoch ${epoch}, offset ${offset}`;
  }
}
