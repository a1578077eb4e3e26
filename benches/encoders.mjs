// Encoders beside ours, in Node: lamejs and libflacjs, which web applications use, and the renderer's own module.
// node encoders.mjs FOLDER MODULES BOUNCER SECONDS, as benches/encoders.rs calls it.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, modules, bouncer, length] = process.argv.slice(2);
const require = createRequire(path.resolve(modules, "x.js"));
const seconds = Number(length);
const ROUNDS = 3;

/** The best of several rounds, in seconds of the processor. */
async function best(work) {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1e6);
  }
  return least;
}

function tell(name, spent, bytes) {
  console.log(`${name.padEnd(24)} ${(seconds / spent).toFixed(1).padStart(6)} x real time${bytes ? `, ${bytes >> 10} KiB` : ""}`);
}

/** The samples of the song, without reading more of WAV than our own header. */
function song() {
  const file = fs.readFileSync(path.join(folder, "song.wav"));
  let at = 12;
  while (file.toString("latin1", at, at + 4) !== "data") at += 8 + file.readUInt32LE(at + 4) + (file.readUInt32LE(at + 4) % 2);
  const data = file.subarray(at + 8, at + 8 + file.readUInt32LE(at + 4));
  return new Int16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length));
}

async function ours() {
  const wasm = await WebAssembly.compile(fs.readFileSync(bouncer));
  const run = async (name) => {
    const job = fs.readFileSync(path.join(folder, `${name}.job`));
    let bytes = 0;
    const spent = await best(async () => {
      const { exports } = await WebAssembly.instantiate(wasm, {});
      const room = exports.inbox(job.length) >>> 0;
      new Uint8Array(exports.memory.buffer, room, job.length).set(job);
      if (exports.start(job.length) < 0) throw new Error(name);
      bytes = 0;
      for (let state = 1; state > 0; ) {
        state = exports.step(24000);
        if (state < 0) throw new Error(name);
        exports.take(0);
        bytes += exports.outbox_len();
      }
    });
    return [spent, bytes];
  };
  const [alone] = await run("quiet");
  const [whole] = await run("wav16");
  const render = whole - alone;
  tell("wasm, the render alone", render);
  for (const file of fs.readdirSync(folder).filter((name) => name.endsWith(".job") && name !== "quiet.job").sort()) {
    const name = file.slice(0, -4);
    const [spent, bytes] = await run(name);
    tell(`wasm ${name}`, spent - render, bytes);
  }
}

async function lame(samples) {
  const { Mp3Encoder } = await import(pathToFileURL(path.resolve(modules, "@breezystack/lamejs/dist/lamejs.js")));
  const frames = samples.length / 2;
  const [left, right] = [new Int16Array(frames), new Int16Array(frames)];
  for (let frame = 0; frame < frames; frame += 1) [left[frame], right[frame]] = [samples[2 * frame], samples[2 * frame + 1]];
  for (const kilobits of [128, 192, 320]) {
    let bytes = 0;
    const spent = await best(() => {
      const encoder = new Mp3Encoder(2, 48000, kilobits);
      bytes = 0;
      for (let at = 0; at < frames; at += 1152) {
        bytes += encoder.encodeBuffer(left.subarray(at, at + 1152), right.subarray(at, at + 1152)).length;
      }
      bytes += encoder.flush().length;
    });
    tell(`lamejs ${kilobits}`, spent, bytes);
  }
}

async function flac(samples) {
  // It would fetch its module by a path, which Node's fetch does not take.
  globalThis.fetch = undefined;
  const Flac = require(path.resolve(modules, "libflacjs"))("release.wasm");
  if (!Flac.isReady()) await new Promise((ready) => Flac.on("ready", ready));
  const wide = Int32Array.from(samples);
  let bytes = 0;
  const spent = await best(() => {
    const encoder = Flac.create_libflac_encoder(48000, 2, 16, 5, 0, false);
    bytes = 0;
    Flac.init_encoder_stream(encoder, (part) => void (bytes += part.length), () => {});
    for (let at = 0; at < wide.length; at += 8192) {
      const part = wide.subarray(at, at + 8192);
      Flac.FLAC__stream_encoder_process_interleaved(encoder, part, part.length / 2);
    }
    Flac.FLAC__stream_encoder_finish(encoder);
    Flac.FLAC__stream_encoder_delete(encoder);
  });
  tell("libflacjs wasm, 16 bit", spent, bytes);
}

const samples = song();
await ours();
await lame(samples);
await flac(samples);
