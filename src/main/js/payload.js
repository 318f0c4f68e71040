/** The wire's form of a payload: text as it is, bytes as base64 with a mark. */
export function toWire(payload) {
  if (typeof payload === 'string') {
    return { payload };
  }
  if (payload instanceof Uint8Array) {
    return { payload: btoa(Array.from(payload, (byte) => String.fromCharCode(byte)).join('')), binary: true };
  }
  throw new TypeError('a payload is a string or a Uint8Array');
}

/** The payload of a `message` frame: a string, or a Uint8Array where it was published as bytes. */
export function fromWire({ payload, binary }) {
  return binary ? Uint8Array.from(atob(payload), (char) => char.charCodeAt(0)) : payload;
}

/** A character of a text is at most so many bytes of JSON. */
const BYTES_A_CHAR = 6;

/** What is wrong with the size of a frame, as a text; null if it is small enough. */
export function tooLarge(frame, limitBytes) {
  const { payload, room = '', to = '' } = frame;
  if (payload !== undefined && (payload.length + room.length + to.length) * BYTES_A_CHAR < limitBytes / 2) {
    return null;
  }
  const bytes = new TextEncoder().encode(JSON.stringify(frame)).length;
  return bytes > limitBytes ? `${frame.type} would have ${bytes} bytes; limit ${limitBytes}` : null;
}
