// The Worker that decodes a sound file. The protocol stands at the head of src/decoder/main.rs.
let exports;

/** A copy of bytes in the module's memory, to be transferred. */
function bytes(pointer, length) {
  return exports.memory.buffer.slice(pointer >>> 0, (pointer >>> 0) + length);
}

function decode({ file, rate, stretch, cents, preset }) {
  const inbox = exports.inbox(file.length) >>> 0;
  new Uint8Array(exports.memory.buffer, inbox, file.length).set(file);
  const isFont = preset !== undefined;
  const failed = (isFont ? exports.font(preset) : exports.decode(rate, stretch, cents)) < 0;
  const summary = bytes(exports.outbox(), exports.outbox_len() >>> 0);
  if (failed) return postMessage({ failed: summary }, [summary]);
  if (isFont) return postMessage({ font: summary }, [summary]);
  const length = (exports.frames() >>> 0) * 4;
  const planes = Array.from({ length: exports.channels() }, (_, channel) => bytes(exports.plane(channel), length));
  postMessage({ decoded: { summary, planes } }, [summary, ...planes]);
}

onmessage = async ({ data: { wasm, ...order } }) => {
  try {
    exports = (await WebAssembly.instantiate(wasm, {})).instance.exports;
    decode(order);
  } catch (error) {
    const length = exports ? exports.panic_note_len() >>> 0 : 0;
    const note = length > 0 ? new TextDecoder().decode(bytes(exports.panic_note(), length)) : String(error);
    postMessage({ crashed: note });
  }
};
