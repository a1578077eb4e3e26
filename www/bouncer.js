// The Worker that renders a file. The protocol stands at the head of src/bouncer/main.rs.
const SLICE_FRAMES = 24_000;

let exports;

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

function slice() {
  const state = exports.step(SLICE_FRAMES);
  if (state < 0) return failed();
  const files = exports.files() >>> 0;
  for (let file = 0; file < files; file += 1) {
    exports.take(file);
    post_of("piece", file);
  }
  postMessage({ progress: exports.progress() });
  if (state > 0) return turns.port2.postMessage(null);
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

onmessage = guarded(async ({ data: { wasm, job, recordings, cover, brief, side, matching } }) => {
  exports = (await WebAssembly.instantiate(wasm, {})).instance.exports;
  if (brief) return draw(brief, side);
  recordings.forEach(take);
  if (cover.length > 0) put(exports.cover_reserve(cover.length), cover);
  put(exports.inbox(job.length), job);
  const started = matching ? exports.match_start(job.length) : exports.start(job.length);
  if (started < 0) return failed();
  slice();
});
