// The Worker that renders a file. The protocol stands at the head of src/bouncer/main.rs.
const SLICE_FRAMES = 24_000;
/** How much of a part is asked for at once, in quanta of 128 frames: about half a second. */
const CHUNK_QUANTA = 188;
/** More than this many others have nothing to do in most songs, and each holds an engine in memory. */
const MOST_RENDERERS = 6;

let exports;
/** The Workers that play parts of the song, and whether each is at work on a chunk. */
const players = [];
/** Whether the next slice needs a chunk. */
let waits = false;

/** A copy of bytes in the module's memory, to be transferred. */
function bytes(pointer, length) {
  return exports.memory.buffer.slice(pointer, pointer + length);
}

function post(name, buffer) {
  postMessage({ [name]: buffer }, [buffer]);
}

function failed() {
  post("failed", outbox());
}

/** Lets messages and a cancel through between slices, without the delay that timers have. */
const turns = new MessageChannel();
turns.port1.onmessage = guarded(slice);

/** What the last call put into the outbox. */
function outbox() {
  return bytes(exports.outbox() >>> 0, exports.outbox_len() >>> 0);
}

/** Posts bytes of a file. */
function post_of(name, file) {
  const kept = outbox();
  if (kept.byteLength > 0) postMessage({ [name]: { file, bytes: kept } }, [kept]);
}

/** Has a Worker play each part. They end with this one. */
function hire(module, job, renderers) {
  for (let part = 0; part < exports.parts_wanted() >>> 0; part += 1) {
    const worker = new Worker(self.location.href);
    worker.onmessage = guarded(({ data }) => hear(part, data));
    worker.onerror = ({ message }) => postMessage({ crashed: message ?? "a renderer could not be started" });
    worker.postMessage({ module, job, part, renderers });
    players.push({ worker, busy: false });
  }
}

/** Asks for what is wanted of every part. */
function ask() {
  players.forEach((player, part) => {
    if (player.busy || !exports.wants(part)) return;
    player.busy = true;
    player.worker.postMessage({ quanta: CHUNK_QUANTA });
  });
}

/** Takes what a Worker plays, or passes on why it cannot. */
function hear(part, report) {
  if (!report.chunk) return postMessage(report);
  players[part].busy = false;
  const chunk = new Uint8Array(report.chunk);
  put(exports.inbox(chunk.length), chunk);
  if (exports.feed(part, chunk.length) < 0) return failed();
  ask();
  if (waits) slice();
}

/** Plays a part for another Worker. */
function play({ job, part, renderers }) {
  put(exports.inbox(job.length), job);
  if (exports.play(job.length, part, renderers) < 0) return failed();
}

function slice() {
  const state = exports.step(SLICE_FRAMES);
  if (state < 0) return failed();
  ask();
  const files = exports.files() >>> 0;
  for (let file = 0; file < files; file += 1) {
    exports.take(file);
    post_of("piece", file);
  }
  postMessage({ progress: exports.progress() });
  waits = state > 1;
  if (waits) return;
  if (state > 0) return turns.port2.postMessage(null);
  players.forEach(({ worker }) => worker.terminate());
  if (exports.bind() < 0) return failed();
  for (let file = 0; file < files; file += 1) {
    exports.front(file);
    post_of("front", file);
  }
  exports.back();
  post("done", outbox());
}

/** Whatever is thrown ends the work with a text: a panic's own words where there are any. */
function guarded(work) {
  return async (event) => {
    try {
      await work(event);
    } catch (error) {
      const length = exports ? exports.panic_note_len() >>> 0 : 0;
      const note = length > 0 ? new TextDecoder().decode(bytes(exports.panic_note() >>> 0, length)) : String(error);
      postMessage({ crashed: note });
    }
  };
}

/** Puts a recording into the module's memory. */
function take({ high, low, planes }) {
  const frames = planes[0].length;
  const room = exports.recording_reserve(high, low, planes.length, frames) >>> 0;
  if (!room) throw new Error("there is not enough memory for the recordings");
  planes.forEach((plane, channel) => new Float32Array(exports.memory.buffer, room + channel * frames * 4, frames).set(plane));
}

/** Puts bytes where the module has made room for them. */
function put(room, from) {
  new Uint8Array(exports.memory.buffer, room >>> 0, from.length).set(from);
}

function draw(brief, side) {
  put(exports.inbox(brief.length), brief);
  if (exports.draw(brief.length, side) < 0) return failed();
  post("drawn", outbox());
}

/** How many Workers beside this one the machine can keep busy. */
function renderers_here() {
  if (typeof Worker === "undefined") return 0;
  return Math.max(0, Math.min((navigator.hardwareConcurrency ?? 1) - 1, MOST_RENDERERS));
}

/** What a Worker does that plays for another: one message at a time, the first of which readies it. */
async function serve(order) {
  if (order.module) {
    exports = (await WebAssembly.instantiate(order.module, {})).exports;
    return play(order);
  }
  exports.chunk(order.quanta);
  post("chunk", outbox());
}

async function begin({ wasm, job, recordings, cover, brief, side, matching }) {
  const module = await WebAssembly.compile(wasm);
  exports = (await WebAssembly.instantiate(module, {})).exports;
  if (brief) return draw(brief, side);
  recordings.forEach(take);
  if (cover.length > 0) put(exports.cover_reserve(cover.length), cover);
  put(exports.inbox(job.length), job);
  const renderers = matching ? 0 : renderers_here();
  const started = matching ? exports.match_start(job.length) : exports.start(job.length, renderers);
  if (started < 0) return failed();
  hire(module, job, renderers);
  slice();
}

const obey = guarded(({ data }) => (data.wasm ? begin(data) : serve(data)));
/** Messages are taken one after another, though the first takes its time. */
let turn = Promise.resolve();
onmessage = (event) => {
  turn = turn.then(() => obey(event));
};
