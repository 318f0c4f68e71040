const NAMESPACE = 'http://www.w3.org/2000/svg';

/** A piece of a drawing as plain data: `{ tag, attributes, children }`; a child may be text. */
export function shape(tag, attributes = {}, ...children) {
  return { tag, attributes, children };
}

/** The same as an element of the page. */
export function toElement({ tag, attributes, children }) {
  const made = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of given(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children.map((child) => (typeof child === 'string' ? child : toElement(child))));
  return made;
}

/** The same as a file of its own, dressed in that style sheet. */
export function toFile(drawing, css) {
  const { tag, attributes, children } = drawing;
  const alone = { tag, attributes: { xmlns: NAMESPACE, ...attributes }, children: [shape('style', {}, css), ...children] };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${toText(alone)}\n`;
}

function toText({ tag, attributes, children }) {
  const written = given(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  const inner = children.map((child) => (typeof child === 'string' ? escaped(child) : toText(child)));
  return `<${tag}${written.join('')}>${inner.join('')}</${tag}>`;
}

function given(attributes) {
  return Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined);
}

function escaped(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
