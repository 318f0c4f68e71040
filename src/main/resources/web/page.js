import { profiles } from '/sdk/rejoin.js';
import { Chronicle } from './chronicle.js';
import { element } from './elements.js';
import { Keys } from './keys.js';
import { Panes } from './panes.js';
import { inShort, inWords } from './profile-words.js';
import { Story } from './story.js';
import { StoryView } from './story-view.js';
import { Theme } from './theme.js';
import { Timeline } from './timeline.js';

const DEMO = 'demo';
const WIDE_PX = 1000;
const given = new URLSearchParams(location.search);
const find = (id) => document.querySelector(`[data-testid='${id}']`);
const form = document.querySelector('#settings');

/** Seconds since the page was opened: one clock for all clients. */
const now = () => performance.now() / 1000;

const chronicle = new Chronicle();
const story = new Story();
let verdict = null;

/** What all clients share, as it is now. */
function settings() {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return {
    url: `${scheme}//${location.host}/v1`,
    app: given.get('app') ?? DEMO,
    room: form.elements.room.value,
    profile: form.elements.profile.value,
  };
}

const panes = new Panes({
  place: document.querySelector('#panes'),
  template: document.querySelector('#pane'),
  settings,
  now,
  ear: {
    added: (id, user) => chronicle.addLane(id, user),
    removed: (id) => {
      chronicle.removeLane(id);
      find('add').disabled = false;
      find('add').focus();
    },
    told: (id, fact) => {
      const at = now();
      chronicle.take(id, fact, at);
      story.take(id, fact);
      verdict = fact.kind === 'verdict' && id === 'pane-1' ? fact : verdict;
    },
    passed: (id, direction, type) => chronicle.passed(id, direction, type, now()),
  },
});
const timeline = new Timeline({ chronicle, now, frame: find('figure'), words: find('told') });

const storyView = new StoryView({
  story,
  find,
  stage: {
    now: () => ({
      hero: panes.all[0].device.user,
      other: panes.all[1].device.user,
      areThere: panes.all.slice(0, 2).every(({ device }) => device.room !== null),
      profile: profiles[form.elements.profile.value],
      absence: chronicle.lanes.get('pane-1')?.absence ?? null,
      verdict,
      now: now(),
    }),
    act: (step) => acts[step](),
  },
});

const acts = {
  meet: () => panes.all.slice(0, 2).forEach(({ device }) => device.room === null && enter(device)),
  pull: () => panes.all[0].device.turnPlug('both'),
  write: () => panes.all[1].pane.say('are you there?'),
  return: () => panes.all[0].device.turnPlug(),
  end: () => {
    chronicle.clear(now());
    story.again();
    storyAgain();
  },
};

/** Lets a device into the room, whatever became of it. */
function enter(device) {
  return device.now.life === 'killed' ? device.turnLife() : device.connect();
}

/** The first step is done already where the first client is in the room. */
function storyAgain() {
  if (panes.all[0].device.room !== null) {
    story.take('pane-1', { kind: 'joined' });
  }
  storyView.refresh();
}

function showProfile() {
  const profile = profiles[form.elements.profile.value];
  find('profile-short').textContent = inShort(profile);
  const words = inWords(profile, settings().app === DEMO ? profiles.rejoin : null);
  for (const [about, sentences] of Object.entries(words)) {
    find(`profile-${about}`).replaceChildren(...sentences.map((text) => element('li', { text })));
  }
}

/** Another profile or room: all log in anew with it. */
async function startOver() {
  showProfile();
  const back = panes.all.filter(({ device }) => device.now.life === 'alive' && device.now.state !== 'disconnected');
  await Promise.all(back.map(({ device }) => device.comeBack()));
  chronicle.clear(now());
  story.again();
  await Promise.all(back.map(({ device }) => device.connect()));
}

function addPane() {
  const added = panes.add();
  find('add').disabled = !panes.hasRoom;
  return added;
}

async function download() {
  const { room, profile } = settings();
  const text = await timeline.file(`Rejoin: room ${room}, profile ${profile}`);
  const link = element('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  link.download = `rejoin-${profile}.svg`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

form.elements.profile.append(...Object.keys(profiles).map((name) => new Option(name, name)));
form.elements.profile.value = given.get('profile') ?? 'rejoin';
form.elements.room.value = given.get('room') ?? 'lobby';
form.addEventListener('change', startOver);
form.addEventListener('submit', (event) => event.preventDefault());
const theme = new Theme(find('theme'));
find('add').addEventListener('click', () => addPane().device.connect());
find('export').addEventListener('click', download);
find('clear').addEventListener('click', () => {
  chronicle.clear(now());
  timeline.draw();
});
const help = document.querySelector('#help');
find('help').addEventListener('click', () => help.showModal());
new Keys({
  panes: () => panes.all.map(({ section }) => section),
  isOn: find('keys-on'),
  others: {
    t: () => theme.turn() ?? true,
    g: () => find('story-act').focus() ?? true,
    '?': () => help.showModal() ?? true,
  },
});
showProfile();
find('legend').open = innerWidth > WIDE_PX;
chronicle.clear(now());
const count = Math.min(4, Math.max(2, Number(given.get('clients') ?? 2)));
for (let i = 0; i < count; i += 1) {
  addPane();
}
if (given.get('connect') !== 'no') {
  panes.all.forEach(({ device }) => device.connect());
}
setInterval(() => {
  storyView.refresh();
  panes.all.forEach(({ pane }) => pane.refresh());
}, 250);
storyView.refresh();
