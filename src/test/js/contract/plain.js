/**
 * What a client tells, as the plain values that the scenario files name: errors as `code: message`, bytes as
 * `{ bytes }` in base64, maps as the list of what they hold; what is null or undefined is left out.
 */
export function plain(value) {
  if (value instanceof Error) {
    return `${value.code}: ${value.message}`;
  }
  if (value instanceof Uint8Array) {
    return { bytes: Buffer.from(value).toString('base64') };
  }
  if (value instanceof Map) {
    return [...value.values()].map(plain);
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
    return Object.fromEntries(entries.map(([name, inner]) => [name, plain(inner)]));
  }
  return value;
}

/** An event of the client, its vendor's names in one word each. */
export function plainEvent(name, detail) {
  if (name === 'state') {
    const { from, to, reason, error, vendor } = detail;
    const names = { vendorState: vendorName(vendor.state), vendorReason: vendorName(vendor.reason) };
    return plain({ change: `${from} > ${to}: ${reason}`, error, ...names });
  }
  return name === 'lost' || name === 'logout-failed' ? plain({ ...detail, vendor: vendorName(detail.vendor) }) : plain(detail);
}

/** What became of a promise. */
export function plainResult(value, room) {
  return value === undefined || value instanceof room ? 'done' : plain(value);
}

/** A payload as a step names it. */
export function payload(named) {
  return typeof named === 'object' ? new Uint8Array(Buffer.from(named.bytes, 'base64')) : named;
}

function vendorName(vendor) {
  return vendor === null ? null : [vendor.name, vendor.number].filter((part) => part !== null).join(' ');
}
