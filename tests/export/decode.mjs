// Decodes a sound file in the decoder's module and writes its channels one after another:
// node decode.mjs DECODER SOUND RATE STRETCH CENTS FILE
import fs from "node:fs";

const [decoder, sound, rate, stretch, cents, file] = process.argv.slice(2);
const { exports } = (await WebAssembly.instantiate(fs.readFileSync(decoder), {})).instance;
const recorded = fs.readFileSync(sound);
const room = exports.inbox(recorded.length) >>> 0;
new Uint8Array(exports.memory.buffer, room, recorded.length).set(recorded);
if (exports.decode(Number(rate), Number(stretch), Number(cents)) < 0) throw new Error("refused");
const length = (exports.frames() >>> 0) * 4;
const plane = (channel) => Buffer.from(exports.memory.buffer, exports.plane(channel) >>> 0, length);
fs.writeFileSync(file, Buffer.concat(Array.from({ length: exports.channels() }, (_, channel) => plane(channel))));
