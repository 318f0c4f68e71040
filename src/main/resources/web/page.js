import { profiles } from '/sdk/rejoin.js';
import { Pane } from './pane.js';

const form = document.querySelector('#settings');
const given = new URLSearchParams(location.search);

/** What both panes share, as it is now. */
function settings() {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return {
    url: `${scheme}//${location.host}/v1`,
    app: given.get('app') ?? 'demo',
    room: form.elements.room.value,
    profile: form.elements.profile.value,
    // Seconds since the page was opened: one clock for both panes.
    now: () => performance.now() / 1000,
  };
}

function showProfile() {
  const { interruptedAfterMs, server } = profiles[form.elements.profile.value];
  const steps = server.departures.map(({ afterMs, observers, event }) => {
    return `${observers} see ${event} after ${afterMs / 1000} s`;
  });
  form.querySelector('[data-testid=profile-facts]').textContent = [
    `reconnecting after ${interruptedAfterMs / 1000} s of silence`,
    ...steps,
    `replay of ${server.replayCount} messages, ${server.replayAgeMs / 1000} s`,
  ].join('; ');
}

function addPane(id, user) {
  const section = document.querySelector('#pane').content.cloneNode(true).firstElementChild;
  section.dataset.testid = id;
  section.setAttribute('aria-label', `Pane of ${user}`);
  document.querySelector('#panes').append(section);
  return new Pane(section, { user, settings });
}

form.elements.profile.append(...Object.keys(profiles).map((name) => new Option(name, name)));
form.elements.profile.value = given.get('profile') ?? 'rejoin';
form.elements.room.value = given.get('room') ?? 'lobby';
form.addEventListener('input', showProfile);
form.addEventListener('submit', (event) => event.preventDefault());
showProfile();
const panes = [addPane('left', 'alice'), addPane('right', 'bob')];
if (given.get('connect') !== 'no') {
  panes.forEach((pane) => pane.connect());
}
