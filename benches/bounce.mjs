// The renderer's own module in Node's V8, one thread, by the processor's time.
// node bounce.mjs MODULE JOB SECONDS, as benches/bounce.rs calls it.
import fs from "node:fs";

const [module, work, length] = process.argv.slice(2);
const ROUNDS = 7;
const wasm = await WebAssembly.compile(fs.readFileSync(module));
const job = fs.readFileSync(work);

/** Makes the whole file; gives the seconds it took. */
async function bounce() {
  const { exports } = await WebAssembly.instantiate(wasm, {});
  // The inbox may grow the memory, so it is asked for first.
  const room = exports.inbox(job.length) >>> 0;
  new Uint8Array(exports.memory.buffer, room, job.length).set(job);
  const before = process.cpuUsage();
  if (exports.start(job.length) < 0) throw new Error("the job was refused");
  for (let state = 1; state > 0; ) {
    state = exports.step(24000);
    if (state < 0) throw new Error("the work failed");
    exports.take(0);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const spent = [];
for (let round = 0; round < ROUNDS; round += 1) spent.push(await bounce());
spent.sort((a, b) => a - b);
const [best, middle] = [spent[0], spent[ROUNDS >> 1]].map((seconds) => (Number(length) / seconds).toFixed(1));
console.log(`WebAssembly, one thread, bounce and 32-bit float file: ${best} x real time at best, ${middle} in the middle`);
