// The Worker that signs files. The protocol stands at the head of src/signer/main.rs.
const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const HASHED = { name: "ECDSA", hash: "SHA-256" };
/** Bytes of a file that are read at once. */
const PIECE = 4 << 20;

let exports;

/** A reason for the person. */
class Refused extends Error {}

/** A copy of bytes in the module's memory. */
function bytes(pointer, length) {
  return new Uint8Array(exports.memory.buffer.slice(pointer >>> 0, (pointer >>> 0) + (length >>> 0)));
}

function out() {
  return bytes(exports.outbox(), exports.outbox_len());
}

function put(...parts) {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  let at = exports.inbox(length) >>> 0;
  for (const part of parts) {
    new Uint8Array(exports.memory.buffer, at, part.length).set(part);
    at += part.length;
  }
}

/** What a call that can be refused has made. */
function done(code) {
  if (code < 0) throw new Refused(new TextDecoder().decode(out()));
  return out();
}

async function signature(key, message) {
  return new Uint8Array(await crypto.subtle.sign(HASHED, key, message));
}

async function point(key) {
  return new Uint8Array(await crypto.subtle.exportKey("raw", key));
}

/** A new key, and a certificate by a root whose key is forgotten. */
async function issue(now) {
  const pair = () => crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
  const [root, own] = await Promise.all([pair(), pair()]);
  put(await point(root.publicKey), await point(own.publicKey), crypto.getRandomValues(new Uint8Array(32)));
  const first = await signature(root.privateKey, done(exports.issue(now)));
  const second = await signature(root.privateKey, done(exports.issue_next()));
  put(first, second);
  return { key: own.privateKey, about: done(exports.issued(now)) };
}

/** The key of a PEM file, if it is its certificate's. */
async function adopt(pem, now) {
  put(new TextEncoder().encode(pem));
  const pkcs8 = done(exports.adopt(now));
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, CURVE, false, ["sign"]).catch(() => done(exports.refuse(0)));
  const certified = done(exports.adopted_point());
  const check = await crypto.subtle.importKey("raw", certified, CURVE, false, ["verify"]);
  const probe = crypto.getRandomValues(new Uint8Array(32));
  if (!(await crypto.subtle.verify(HASHED, check, await signature(key, probe), probe))) done(exports.refuse(1));
  return { key, about: done(exports.adopted()) };
}

/** Looks into a file: whether it could be read. */
async function look(file) {
  exports.find(file.size);
  while (exports.wants_end() >= 0) {
    put(new Uint8Array(await file.slice(exports.wants_start(), exports.wants_end()).arrayBuffer()));
    if (exports.found() < 0) return false;
  }
  return true;
}

async function sign({ file, job, recordings, key }) {
  put(job);
  done(exports.job());
  for (const [index, recording] of recordings.entries()) {
    if (recording && (await look(new Blob([recording])))) exports.keep(index);
  }
  done((await look(file)) ? exports.begin() : -1);
  const parts = [];
  let room = 0;
  for (let index = 0; index < exports.pieces(); index += 1) {
    const kind = exports.piece_kind(index);
    if (kind === 0) {
      parts.push(done(exports.piece(index)));
    } else if (kind === 1) {
      const [start, end] = [exports.piece_start(index), exports.piece_end(index)];
      parts.push(file.slice(start, end));
      for (let at = start; at < end; at += PIECE) {
        put(new Uint8Array(await file.slice(at, Math.min(end, at + PIECE)).arrayBuffer()));
        exports.update();
      }
    } else {
      room = parts.push(null) - 1;
    }
  }
  put(await signature(key, done(exports.message())));
  parts[room] = done(exports.seal());
  return new Blob(parts, { type: file.type });
}

onmessage = async ({ data }) => {
  try {
    exports = (await WebAssembly.instantiate(data.wasm, {})).instance.exports;
    exports.speak(data.chinese ? 1 : 0);
    if (data.file) postMessage({ signed: await sign(data) });
    else postMessage({ certified: data.issue ? await issue(data.now) : await adopt(data.pem, data.now) });
  } catch (error) {
    if (error instanceof Refused) {
      postMessage({ refused: error.message });
      return;
    }
    const length = exports ? exports.panic_note_len() >>> 0 : 0;
    const note = length > 0 ? new TextDecoder().decode(bytes(exports.panic_note(), length)) : String(error);
    postMessage({ crashed: note });
  }
};
