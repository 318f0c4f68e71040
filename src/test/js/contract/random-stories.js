// Tells random stories with the JavaScript client, and writes them with all that it did, in the form of a
// scenario file, to the standard output: RandomStoriesTest tells them again with the Java client.
import { readFileSync } from 'node:fs';
import { randomFrom } from '../seeded.js';
import { squeezed } from './expected.js';
import { RandomSteps } from './random-steps.js';
import { Story } from './story.js';

const FILES = 'src/test/resources/scenarios/common';
const STEPS = 80;
const [seed, count] = process.argv.slice(2).map(Number);
const read = (file) => JSON.parse(readFileSync(`${FILES}/${file}`, 'utf8'));
const round = read('round.json');
const beginning = read('beginnings.json')['in lobby'];

async function told(number) {
  const random = new RandomSteps(randomFrom(seed + number));
  const story = new Story({}, round);
  const steps = [];
  const chosen = [...beginning, ...Array.from({ length: STEPS }, () => random.next()), { do: 'close' }, { check: { timers: 0 } }];
  for (const step of chosen) {
    const { found, ...happened } = squeezed(await story.play(step));
    steps.push({ ...step, ...happened, ...(found === undefined ? {} : { check: found }) });
  }
  return { name: `story ${number} of seed ${seed}`, steps };
}

const stories = [];
for (let number = 0; number < count; number += 1) {
  stories.push(await told(number));
}
process.stdout.write(JSON.stringify({ stories }));
