const LEAST_TIMES = 3;

/** What a step expects; what it does not name is not to happen. */
export function expected({ dials = 0, closes = 0, sends = [], told = [], results = {}, check }) {
  const all = { dials, closes, sends, told, results };
  return check === undefined ? all : { ...all, found: check };
}

/** The same with repetitions counted: equal frames in a row, and equal ends of calls under one name. */
export function squeezed({ sends, results, ...rest }) {
  const ends = Object.entries(results).map(([name, list]) => [name, ofOne(list)]);
  return { ...rest, sends: inARow(sends, 'frame'), results: Object.fromEntries(ends) };
}

function ofOne(ends) {
  const [only, ...others] = inARow(ends, 'end');
  return others.length === 0 ? only : [only, ...others];
}

function inARow(values, name) {
  const runs = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last !== undefined && JSON.stringify(last.value) === JSON.stringify(value)) {
      last.times += 1;
    } else {
      runs.push({ value, times: 1 });
    }
  }
  return runs.flatMap(({ value, times }) => {
    return times < LEAST_TIMES ? Array(times).fill(value) : [{ times, [name]: value }];
  });
}
