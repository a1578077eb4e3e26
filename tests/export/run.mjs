// Runs a job in the renderer's module and prints its memory in bytes: node run.mjs BOUNCER JOB [FILE]. Without a file it lets
// go of what was made.
import fs from "node:fs";

const [bouncer, job, file] = process.argv.slice(2);
const { exports } = (await WebAssembly.instantiate(fs.readFileSync(bouncer), {})).instance;
const bytes = (pointer, length) => Buffer.from(exports.memory.buffer.slice(pointer >>> 0, (pointer >>> 0) + (length >>> 0)));
const outbox = () => bytes(exports.outbox(), exports.outbox_len());

function check(state) {
  if (state < 0) throw new Error(`refused: ${outbox().toString("hex")}`);
  return state;
}

function run() {
  const order = fs.readFileSync(job);
  const room = exports.inbox(order.length) >>> 0;
  new Uint8Array(exports.memory.buffer, room, order.length).set(order);
  check(exports.start(order.length));
  const files = Array.from({ length: exports.files() }, () => []);
  for (let state = 1; state > 0; ) {
    state = check(exports.step(24_000));
    files.forEach((pieces, number) => {
      exports.take(number);
      if (file) pieces.push(outbox());
    });
  }
  check(exports.bind());
  const whole = files.flatMap((pieces, number) => {
    exports.front(number);
    return [outbox(), ...pieces];
  });
  exports.back();
  if (file) fs.writeFileSync(file, Buffer.concat([...whole, outbox()]));
  console.log(exports.memory.buffer.byteLength);
}

try {
  run();
} catch (error) {
  console.error(bytes(exports.panic_note(), exports.panic_note_len()).toString() || error);
  process.exit(1);
}
