/** Makes an element: its text, and data attributes of which null ones are left out. */
export function element(tag, { text = '', className = '', data = {} } = {}, ...children) {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = className;
  for (const [name, value] of Object.entries(data)) {
    if (value !== null && value !== undefined) {
      made.dataset[name] = value;
    }
  }
  made.append(...children);
  return made;
}

/** Adds a line to a log, keeps the newest in sight, and drops the oldest beyond the limit. */
export function appendLine(list, line, limit = 500) {
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  list.append(line);
  if (list.childElementCount > limit) {
    list.firstElementChild.remove();
  }
  if (atEnd) {
    list.scrollTop = list.scrollHeight;
  }
}

