// Drives peer conversations against a server of this machine with the real client, for
// PeerConversationsTest: prints `half` when half of the messages are answered, goes on whatever
// becomes of the server, and prints what was acknowledged and what arrived as one line of JSON.
//
// usage: node --experimental-websocket conversations.js URL USERS PEERS MESSAGES
import process from 'node:process';

const { connect } = await import(new URL('rejoin.js', process.env.REJOIN_SDK));

const [url, ...numbers] = process.argv.slice(2);
const [users, peers, messages] = numbers.map(Number);
const total = users * peers * messages;
const name = (i) => `user-${i % users}`;

let answered = 0;
const acknowledged = [];
const refusals = {};
const arrived = new Map();

function client(user) {
  const made = connect(url, { app: 'demo', profile: 'rejoin' });
  made.on('peer-message', ({ from, payload }) => {
    const line = `${from}>${user}`;
    arrived.set(line, [...(arrived.get(line) ?? []), Number(payload)]);
  });
  made.on('error', () => {});
  return made;
}

function count() {
  answered += 1;
  if (answered === Math.floor(total / 2)) {
    console.log('half');
  }
}

/** One conversation: the next message goes out when the last was answered, however. */
async function converse(sender, from, to) {
  for (let i = 1; i <= messages; i += 1) {
    try {
      await sender.sendMessage(to, String(i));
      acknowledged.push([`${from}>${to}`, i]);
    } catch (error) {
      refusals[error.code] = (refusals[error.code] ?? 0) + 1;
    }
    count();
  }
}

const clients = [];
for (let i = 0; i < users; i += 1) {
  clients.push(client(name(i)));
  await clients[i].login({ user: name(i) });
}
console.log('begin');
const conversations = [];
for (let i = 0; i < users; i += 1) {
  for (let k = 1; k <= peers; k += 1) {
    conversations.push(converse(clients[i], name(i), name(i + k)));
  }
}
await Promise.all(conversations);

// What was acknowledged as stored may still be on its way: it arrives within one more answer.
const lacking = () => acknowledged.filter(([line, i]) => !(arrived.get(line) ?? []).includes(i));
for (let tries = 0; tries < 100 && lacking().length > 0; tries += 1) {
  await new Promise((resolve) => { setTimeout(resolve, 100); });
}

let repeated = 0;
let disordered = 0;
for (const line of arrived.values()) {
  repeated += line.length - new Set(line).size;
  disordered += line.filter((number, at) => at > 0 && number <= line[at - 1]).length;
}
console.log(JSON.stringify({
  total, acknowledged: acknowledged.length, lost: lacking().length, repeated, disordered, refusals,
}));
process.exit(0);
