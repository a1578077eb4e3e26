// The Worker that prepares what a release says. The protocol stands at the head of src/press/main.rs.
let exports;

/** A copy of bytes in the module's memory, to be transferred. */
function bytes(pointer, length) {
  return exports.memory.buffer.slice(pointer >>> 0, (pointer >>> 0) + (length >>> 0));
}

function run(job) {
  const inbox = exports.inbox(job.length) >>> 0;
  new Uint8Array(exports.memory.buffer, inbox, job.length).set(job);
  const name = exports.run() < 0 ? "failed" : "pressed";
  const reply = bytes(exports.outbox(), exports.outbox_len());
  postMessage({ [name]: reply }, [reply]);
}

onmessage = async ({ data: { wasm, job } }) => {
  try {
    exports = (await WebAssembly.instantiate(wasm, {})).instance.exports;
    run(job);
  } catch (error) {
    const length = exports ? exports.panic_note_len() >>> 0 : 0;
    const note = length > 0 ? new TextDecoder().decode(bytes(exports.panic_note(), length)) : String(error);
    postMessage({ crashed: note });
  }
};
