const SAME_MOMENT_S = 0.015;
const HALF_STRETCH_S = 0.8;
const MOST_STRETCH = 5;

/** How much longer than its least a gap of that many seconds is drawn: ever less for each second more. */
function stretch(seconds) {
  return Math.log2(1 + Math.max(0, seconds) / HALF_STRETCH_S);
}

/**
 * Where moments are drawn on a line, so that 40 ms and 20 min are readable side by side: each gap has
 * the least width that its moment asks for, and grows with the logarithm of its length. Within a gap
 * time runs evenly.
 *
 * @param moments in order of time: `{ at, lane, width }`, width the least distance to the one before
 * @param options `now`; `from` and `to` the ends of the line; `fill` the width to be filled
 * @returns `{ xs, gaps, x(at), end }`: where each moment is, the gaps `{ from, to, seconds }`, where a
 *     time is, and where the line ends
 */
export function scale(moments, { from, to, fill }) {
  const knots = grouped(moments, from, to);
  const least = knots.reduce((sum, { width }) => sum + width, 0);
  const elastic = knots.reduce((sum, { seconds }) => sum + stretch(seconds), 0);
  const unit = elastic === 0 ? 1 : Math.min(MOST_STRETCH * 12, Math.max(14, (fill - least) / elastic));
  let end = 0;
  const gaps = [];
  for (const knot of knots) {
    const start = end;
    end += knot.width + unit * stretch(knot.seconds);
    knot.x = end;
    gaps.push({ from: start, to: end, seconds: knot.seconds, at: knot.at });
  }
  const xs = knots.flatMap(({ x, count }) => Array(count).fill(x));
  return { xs, gaps, end, x: (at) => between(knots, from, at) };
}

function grouped(moments, from, to) {
  const knots = [];
  let before = from;
  let lanes = new Set();
  for (const { at, lane, width } of moments) {
    const isSame = knots.length > 0 && at - before < SAME_MOMENT_S && !lanes.has(lane);
    if (isSame) {
      lanes.add(lane);
      knots.at(-1).count += 1;
      knots.at(-1).width = Math.max(knots.at(-1).width, width);
    } else {
      knots.push({ at, seconds: at - before, width, count: 1, x: 0 });
      lanes = new Set([lane]);
      before = at;
    }
  }
  knots.push({ at: Math.max(to, before), seconds: Math.max(0, to - before), width: 0, count: 0, x: 0 });
  return knots;
}

function between(knots, from, at) {
  let before = { at: from, x: 0 };
  for (const knot of knots) {
    if (at <= knot.at) {
      const whole = knot.at - before.at;
      return whole <= 0 ? knot.x : before.x + ((knot.x - before.x) * Math.max(0, at - before.at)) / whole;
    }
    before = knot;
  }
  return before.x;
}
