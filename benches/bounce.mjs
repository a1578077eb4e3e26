// The renderer's own module in Node's V8 by the processor's time: alone, and with others that play tracks for it.
// node bounce.mjs MODULE JOB SECONDS, as benches/bounce.rs calls it.
import fs from "node:fs";

const [module, work, length] = process.argv.slice(2);
const ROUNDS = 7;
const SLICE_FRAMES = 24000;
const CHUNK_QUANTA = 188;
const wasm = await WebAssembly.compile(fs.readFileSync(module));
const job = fs.readFileSync(work);

/** A renderer of its own, as a Worker has one, and the seconds it has kept a processor busy. */
class Renderer {
  seconds = 0;

  static async made() {
    const renderer = new Renderer();
    renderer.exports = (await WebAssembly.instantiate(wasm, {})).exports;
    return renderer;
  }

  timed(call) {
    const before = process.cpuUsage();
    const result = call(this.exports);
    const { user, system } = process.cpuUsage(before);
    this.seconds += (user + system) / 1e6;
    return result;
  }

  put(bytes) {
    // The inbox may grow the memory, so it is asked for first.
    const room = this.exports.inbox(bytes.length) >>> 0;
    new Uint8Array(this.exports.memory.buffer, room, bytes.length).set(bytes);
  }

  taken() {
    const [room, size] = [this.exports.outbox() >>> 0, this.exports.outbox_len() >>> 0];
    return new Uint8Array(this.exports.memory.buffer.slice(room, room + size));
  }
}

/** Hands the next chunks of every part to the one that mixes. */
function hand_on(mixing, players) {
  players.forEach((player, part) => {
    while (mixing.exports.wants(part)) {
      const chunk = player.timed((exports) => (exports.chunk(CHUNK_QUANTA), player.taken()));
      const taken = mixing.timed((exports) => (mixing.put(chunk), exports.feed(part, chunk.length)));
      if (taken < 0) throw new Error("a chunk was refused");
    }
  });
}

/** Makes the whole file; gives the seconds of each renderer, the one that mixes first. */
async function bounce(others) {
  const mixing = await Renderer.made();
  mixing.put(job);
  if (mixing.timed((exports) => exports.start(job.length, others)) < 0) throw new Error("the job was refused");
  const players = [];
  for (let part = 0; part < mixing.exports.parts_wanted() >>> 0; part += 1) {
    const player = await Renderer.made();
    player.put(job);
    if (player.timed((exports) => exports.play(job.length, part, others)) < 0) throw new Error("a part was refused");
    players.push(player);
  }
  for (let state = 1; state > 0; ) {
    hand_on(mixing, players);
    state = mixing.timed((exports) => exports.step(SLICE_FRAMES));
    if (state < 0) throw new Error("the work failed");
    mixing.exports.take(0);
  }
  return [mixing, ...players].map(({ seconds }) => seconds);
}

for (const others of [0, 1, 3]) {
  const spent = [];
  for (let round = 0; round < ROUNDS; round += 1) spent.push(Math.max(...(await bounce(others))));
  spent.sort((a, b) => a - b);
  const [best, middle] = [spent[0], spent[ROUNDS >> 1]].map((seconds) => (Number(length) / seconds).toFixed(1));
  const who = others === 0 ? "one Worker" : `${others + 1} Workers, as the busiest allows`;
  console.log(`WebAssembly, bounce and 32-bit float file, ${who}: ${best} x real time at best, ${middle} in the middle`);
}
