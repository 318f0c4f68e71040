import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { expected, squeezed } from './contract/expected.js';
import { Story } from './contract/story.js';

// The same files are run with the Java client: src/docs/client-contract.md says what they are.
const FILES = 'src/test/resources/scenarios';

const read = (file) => JSON.parse(readFileSync(`${FILES}/${file}`, 'utf8'));
const round = read('common/round.json');
const beginnings = read('common/beginnings.json');

for (const file of readdirSync(FILES).filter((name) => name.endsWith('.json')).sort()) {
  for (const told of read(file).stories) {
    test(`${file}: ${told.name}`, async () => {
      const story = new Story(told, round);
      const steps = [...(beginnings[told.begins] ?? []), ...told.steps];
      for (const [index, step] of steps.entries()) {
        const happened = squeezed(await story.play(step));
        assert.deepEqual(happened, expected(step), `step ${index + 1}: ${JSON.stringify(step)}`);
      }
    });
  }
}
