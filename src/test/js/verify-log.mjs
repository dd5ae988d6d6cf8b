#!/usr/bin/env node
// Verifies a sealed audit log from its documented format alone (src/main/java/dev/certsend/seal/FORMAT.md). Each problem is a line
// `<kind> position=<n> id=<id>: <text>`, with `-` for what isn't known. Ends with 0 if all is well, 1 if there are problems, 2 if it
// couldn't do its work. The log is read once, as a stream: kept are checkpoints, proofs, and what a later entry has still to tell of.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { parseArgs } from 'node:util';

const USAGE = 'usage: verify-log.mjs --log FILE [--checkpoints FILE]... --key VKEY|FILE [--key ...]... [--proof FILE]...';
const LONGEST = 1 << 24; // bytes of a line: far above any entry, far below any memory
const EARLY = 15n * 60n * 1_000_000n; // microseconds
const [ANY, DECIMAL] = [/^/, /^\d+$/];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const ENTRY = {
  action: ANY, actor: ANY, actor_name: ANY, at: TIME, certificate: DECIMAL, certificate_name: ANY, channel: ANY, delivery: UUID,
  mode: /^(attachment|plaintext|downloadlink)$/, order: DECIMAL, outcome: /^(done|refused|failed|deferred|uncertain)$/,
  personal: /^[0-9a-f]{64}$/, reference: ANY, requester: ANY, send: UUID, team: ANY,
};
const PERSONAL = { client_address: ANY, reason: ANY, recipient: ANY, user_agent: ANY };
const CHECKPOINT = /^([^\s\p{Cc}+]+)\n(0|[1-9]\d*)\n([A-Za-z0-9+/]{43}=)\ntime (\S+)\n\n((?:— [^\s\p{Cc}+]+ [A-Za-z0-9+/=]+\n)+)$/u;
const PROOF = /^c2sp\.org\/tlog-proof@v1\nextra ([A-Za-z0-9+/=]*)\nindex (0|[1-9]\d*)\n((?:[A-Za-z0-9+/]{43}=\n)*)\n([^]*)$/;

let problems = 0;
/** Tells of it, and gives null in place of what it spoils. */
function problem(kind, position, id, text) {
  problems++;
  process.stdout.write(`${kind} position=${position ?? '-'} id=${id ?? '-'}: ${text}\n`);
  return null;
}

/** What someone else wrote, such that it can do nothing to a terminal. */
const shown = (text) => JSON.stringify(text.slice(0, 60)).replace(/[^\x20-\x7e]/g, '?');
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const node = (left, right) => sha256(Buffer.of(1), left, right);

/** The bytes, or null where this is not exactly how they are written, or they are not as many. */
function base64(text, length) {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text && bytes.length === (length ?? bytes.length) ? bytes : null;
}

/** Microseconds since 1970, or null where it is no time. */
function micros(text) {
  const millis = TIME.test(text) ? Date.parse(`${text.slice(0, 23)}Z`) : NaN;
  const real = !Number.isNaN(millis) && new Date(millis).toISOString() === `${text.slice(0, 23)}Z`;
  return real ? BigInt(millis) * 1000n + BigInt(text.slice(23, 26)) : null;
}

/** What this gives, or null where it throws. */
function tried(work) { try { return work(); } catch { return null; } }

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const utf8 = (bytes) => tried(() => UTF8.decode(bytes));
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === 'string' && !/\p{Surrogate}/u.test(value);
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;

/** Each line, or null where it is too long, not UTF-8 or not ended. node:readline won't do: to it U+2028 ends a line too. */
function* lines(file) {
  const input = openSync(file, 'r');
  const chunk = Buffer.alloc(1 << 16);
  let [parts, held] = [[], 0];
  for (let read; (read = readSync(input, chunk, 0, chunk.length, null)) > 0; ) {
    const filled = chunk.subarray(0, read);
    let start = 0;
    for (let end; (end = filled.indexOf(0x0a, start)) >= 0; start = end + 1) {
      yield held > LONGEST ? null : utf8(Buffer.concat([...parts, filled.subarray(start, end)]));
      [parts, held] = [[], 0];
    }
    held += read - start;
    if (held <= LONGEST) parts.push(Buffer.from(filled.subarray(start)));
  }
  closeSync(input);
  if (held > 0) yield null;
}

/** The key of a line `name+id+key`. */
function keyOf(line) {
  const [, name, id, encoded] = /^([^\s\p{Cc}+]+)\+([0-9a-f]{8})\+(\S+)$/iu.exec(line) ?? [];
  const bytes = base64(encoded ?? '', 33);
  if (bytes === null || bytes[0] !== 1) throw new Error(`not a verifier key: ${shown(line)}`);
  const hint = sha256(name, '\n', bytes).subarray(0, 4);
  if (hint.toString('hex') !== id.toLowerCase()) throw new Error(`the key's id is not its own: ${shown(line)}`);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(1).toString('base64url') };
  return { name, hint, key: createPublicKey({ key: jwk, format: 'jwk' }) };
}

const keysOf = (given) => (existsSync(given) ? readFileSync(given, 'utf8') : given).trim().split(/\s*\n\s*/).map(keyOf);

/** The checkpoint in this note if a trusted key signed it, or null after telling why not. */
function checkpointOf(note, keys, where) {
  const [, origin, size, root, at, signatures = ''] = CHECKPOINT.exec(note) ?? [];
  const time = micros(at ?? '');
  const marks = signatures.split('\n').slice(0, -1).map((line) => line.split(' ')).map(([, name, mark]) => [name, base64(mark)]);
  const sound = time !== null && base64(root, 32) && isCount(+size) && marks.every(([, mark]) => mark?.length > 4);
  if (!sound) return problem('malformed', null, null, `${where}: not a checkpoint`);
  const text = note.slice(0, -signatures.length - 1);
  const verdicts = keys.filter(({ name }) => name === origin).flatMap(({ name, hint, key }) => marks
    .filter(([signer, mark]) => signer === name && mark.subarray(0, 4).equals(hint))
    .map(([, mark]) => verify(null, Buffer.from(text), key, mark.subarray(4))));
  const why = verdicts.length === 0 ? 'no trusted key signed it' : verdicts.includes(false) && 'a signature of a trusted key is false';
  if (why) return problem('signature', null, null, `${where}: the checkpoint of ${at} over ${size} entries: ${why}`);
  return { size: +size, root: base64(root), at, time };
}

/** The checkpoints of a file that holds one after the other. */
function checkpointsOf(file, keys) {
  let [found, note, signed] = [[], '', false];
  const take = () => note !== '' && found.push(checkpointOf(note, keys, shown(file)));
  for (const line of lines(file)) {
    const signature = line !== null && line.startsWith('— ');
    if (signed && !signature) note = (take(), '');
    signed = signature;
    if (note.length < LONGEST) note += line === null ? '\0' : `${line}\n`;
  }
  take();
  return found;
}

/** By size and time, each once; tells of times that go back. */
function inOrder(checkpoints) {
  const each = new Map(checkpoints.map((one) => [`${one.size} ${one.at} ${one.root.toString('hex')}`, one])).values();
  const sorted = [...each].sort((a, b) => a.size - b.size || Number(a.time - b.time));
  let last = sorted[0];
  for (const one of sorted) {
    if (one.time >= last.time) last = one;
    else problem('checkpoint', one.size, null, `over ${one.size} entries it is of ${one.at}, but over ${last.size} of ${last.at}`);
  }
  return sorted;
}

/** RFC 8785 for an object of strings: JavaScript's own order and escapes are what it prescribes. */
const canonical = (object) =>
  Buffer.from(`{${Object.keys(object).sort().map((name) => `${JSON.stringify(name)}:${JSON.stringify(object[name])}`).join(',')}}`);
const leafOf = (object) =>
  isObject(object) && Object.entries(object).every((member) => member.every(isText)) ? sha256(Buffer.of(0), canonical(object)) : null;

/** The object of this JSON, or null where there is none, or a member is there twice, or deeper than in a line. */
function jsonOf(text) {
  const value = tried(() => JSON.parse(text));
  const named = [...(text ?? '').matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g)].filter(([, colon]) => colon).length;
  const members = [value, value?.entry, value?.personal].filter(isObject).flatMap((object) => Object.keys(object)).length;
  return isObject(value) && named === members ? value : null;
}

/** What is wrong with an object of strings, or undefined. */
function fault(name, object, patterns) {
  if (!isObject(object)) return `${name} is not an object`;
  for (const [member, value] of Object.entries(object)) {
    if (!Object.hasOwn(patterns, member)) return `${name} has an unknown member ${shown(member)}`;
    if (!isText(value)) return `${name}'s ${member} is not text`;
    if (!patterns[member].test(value) || (patterns[member] === TIME && micros(value) === null)) return `${name}'s ${member} can't be`;
  }
  const lacking = patterns === ENTRY && ['action', 'at', 'team'].find((member) => !Object.hasOwn(object, member));
  return lacking ? `${name} lacks ${lacking}` : undefined;
}

/** What is wrong with how a line is made, or undefined. */
function lineFault(line) {
  if (!Object.keys(line).every((name) => ['position', 'id', 'entry', 'salt', 'personal'].includes(name))) return 'the line has an unknown member';
  if (!isCount(line.id)) return 'id is not a whole number';
  if ('salt' in line && !(isText(line.salt) && base64(line.salt, 16))) return 'salt is not 16 bytes in base64';
  if ('salt' in line !== 'personal' in line) return 'of salt and personal only one is there';
  return fault('entry', line.entry, ENTRY) ?? ('personal' in line ? fault('personal', line.personal, PERSONAL) : undefined);
}

/** The log as it is read: one line after the other, then the end. */
class Log {
  checkpoints; // by size
  proofs; // that hold
  size = 0; // the position that comes next
  stack = []; // roots of the complete subtrees, the largest first
  unknown = false; // whether a leaf was lost, and with it every root from there on
  agreed = 0; // entries under the last checkpoint whose root is right
  next = 0; // of the checkpoints, the first over more entries than were read
  unread = 0; // lines since the last whose position could be read
  gaps = []; // the first and last position of each that no log.retired has told of yet
  blotted = new Map(); // from the digest's first digits to position and id, of those that no log.blotted has named yet

  line(text) {
    const line = jsonOf(text);
    if (!isCount(line?.position)) return problem('malformed', this.size + this.unread++, null, 'not one whole object with a position');
    const { position, entry } = line;
    const id = isCount(line.id) ? line.id : null;
    const wrong = lineFault(line);
    if (wrong) problem('malformed', position, id, wrong);
    const told = !wrong && this.digest(line);
    if (position < this.size) return problem('order', position, id, `comes where ${this.size} should`);
    this.skipTo(position);
    this.leaf(position, id, leafOf(entry));
    if (wrong) return;
    this.when(position, id, entry);
    if (entry.action === 'log.retired') this.gaps = [];
    if (entry.action === 'log.blotted' && told) (line.personal.reason ?? '').match(/\b[0-9a-f]{16}\b/g)?.forEach((digits) => this.blotted.delete(digits));
    if (!('personal' in entry) || 'salt' in line) return;
    this.blotted.set(entry.personal.slice(0, 16), [position, id]);
  }

  /** Whether personal values are there, and are those that were sealed. */
  digest({ position, id, entry, salt, personal }) {
    if (salt === undefined) return false;
    if (entry.personal === sha256(base64(salt), canonical(personal)).toString('hex')) return true;
    return problem('changed', position, id, 'personal' in entry ? 'personal is not what was sealed' : 'nothing personal was sealed');
  }

  skipTo(position) {
    this.reach(this.size);
    if (position > this.size) this.unknown = true;
    if (position > this.size + this.unread) this.gaps.push([this.size, position - 1]);
    [this.unread, this.size] = [0, position];
    this.reach(position);
  }

  leaf(position, id, leaf) {
    const others = this.proofs.filter((proof) => proof.index === position && leaf !== null && !leaf.equals(proof.leaf));
    others.forEach(({ where }) => problem('changed', position, id, `not the entry that ${where} proves`));
    this.size++;
    if ((this.unknown ||= leaf === null)) return;
    for (let n = position; n % 2 === 1; n = (n - 1) / 2) leaf = node(this.stack.pop(), leaf);
    this.stack.push(leaf);
  }

  /** Compares the roots of the checkpoints up to this size. */
  reach(size) {
    for (; this.checkpoints[this.next]?.size <= size; this.next++) {
      const { size: covered, root, at } = this.checkpoints[this.next];
      const computed = this.stack.length ? this.stack.reduceRight((right, left) => node(left, right)) : sha256();
      const why = this.unknown ? "can't be told, as leaves are lost" : 'is another';
      if (!this.unknown && computed.equals(root)) this.agreed = covered;
      else problem('checkpoint', this.agreed, null, `of ${at} over ${covered} entries: the root ${why}; it was right over ${this.agreed}`);
    }
  }

  /** Compares an entry's time with the checkpoints around it; its leaf is read already, so `next` is the first to cover it. */
  when(position, id, { at }) {
    const [before, after] = [this.checkpoints[this.next - 1], this.checkpoints[this.next]];
    if (after && micros(at) > after.time) problem('backdated', position, id, `is of ${at}, but was sealed by ${after.at}`);
    if (before && micros(at) < before.time - EARLY) problem('backdated', position, id, `is of ${at}, but was not there at ${before.at}`);
  }

  end() {
    this.skipTo(this.size + this.unread);
    const last = this.checkpoints.at(-1);
    if (last?.size > this.size) problem('missing', this.size, null, `the end is cut off: ${last.size} entries were there at ${last.at}`);
    for (const [first, end] of this.gaps) problem('missing', first, null, `to ${end}, and no later log.retired tells of it`);
    for (const [position, id] of this.blotted.values()) problem('blotted', position, id, 'no later log.blotted names it');
    const sealed = last ? `the last checkpoint, of ${last.at}, covers ${last.size}` : 'no checkpoint vouches for them';
    process.stderr.write(`${this.size} entries; ${sealed}; ${problems} problems\n`);
  }
}

/** The root to which these hashes lead (RFC 9162, section 2.1.3), or null where they are too few or too many. */
function rootBy(leaf, index, size, path) {
  if (size === 1 || path.length === 0) return size === 1 && path.length === 0 ? leaf : null;
  let left = 1;
  while (left * 2 < size) left *= 2;
  const [inLeft, rest, top] = [index < left, path.slice(0, -1), path.at(-1)];
  const below = inLeft ? rootBy(leaf, index, left, rest) : rootBy(leaf, index - left, size - left, rest);
  return below && (inLeft ? node(below, top) : node(top, below));
}

/** What this file proves, or null after telling why it proves nothing. Its checkpoint counts either way. */
function proofOf(file, keys, checkpoints) {
  const where = shown(file);
  const [, extra, place, hashes = '', note] = PROOF.exec(utf8(readFileSync(file)) ?? '') ?? [];
  const [bytes, index, path] = [base64(extra ?? ''), +place, hashes.split('\n').slice(0, -1).map((line) => base64(line, 32))];
  const entry = jsonOf(utf8(bytes));
  const wrong = extra === undefined || !bytes || !isCount(index) || path.includes(null) ? 'not a proof' : fault('its entry', entry, ENTRY);
  if (wrong) return problem('malformed', null, null, `${where}: ${wrong}`);
  const checkpoint = checkpointOf(note, keys, where);
  if (checkpoint === null) return null;
  checkpoints.push(checkpoint);
  const leaf = leafOf(entry);
  const root = index < checkpoint.size && canonical(entry).equals(bytes) ? rootBy(leaf, index, checkpoint.size, path) : null;
  if (!root?.equals(checkpoint.root)) return problem('proof', index, null, `${where}: its entry doesn't lead to its checkpoint's root`);
  if (micros(entry.at) > checkpoint.time) problem('backdated', index, null, `${where}: is of ${entry.at}, but sealed by ${checkpoint.at}`);
  return { index, leaf, where };
}

function main() {
  const several = { type: 'string', multiple: true, default: [] };
  const { values } = parseArgs({ options: { log: several, checkpoints: several, key: several, proof: several } });
  if (values.log.length !== 1 || values.key.length === 0) throw new Error('it takes one log, and at least one key');
  const keys = values.key.flatMap(keysOf);
  const checkpoints = values.checkpoints.flatMap((file) => checkpointsOf(file, keys)).filter(Boolean);
  const proofs = values.proof.map((file) => proofOf(file, keys, checkpoints)).filter(Boolean);
  const log = Object.assign(new Log(), { checkpoints: inOrder(checkpoints), proofs });
  for (const line of lines(values.log[0])) log.line(line);
  log.end();
}

try {
  main();
  process.exitCode = problems > 0 ? 1 : 0;
} catch (e) {
  process.stderr.write(`${e.message}\n${USAGE}\n`);
  process.exitCode = 2;
}
