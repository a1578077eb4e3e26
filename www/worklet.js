// The AudioWorklet's shell: hands bytes to the engine and copies samples out. It decides nothing.
const TELEMETRY_SECONDS = 1 / 40;

class Cowrite extends AudioWorkletProcessor {
  constructor({ processorOptions }) {
    super();
    this.alive = true;
    this.frames = 0;
    this.guard(() => {
      this.engine = new WebAssembly.Instance(new WebAssembly.Module(processorOptions.wasm)).exports;
      this.engine.boot(sampleRate);
    });
    this.port.onmessage = ({ data }) => this.guard(() => this.take(data));
    if (this.alive) this.port.postMessage({ ready: true });
  }

  // Calls the engine. After a trap it is never called again: what it said last is posted, and silence follows.
  guard(body) {
    if (!this.alive) return;
    try {
      body();
    } catch (error) {
      this.alive = false;
      const { memory, panic_note, panic_note_len } = this.engine ?? {};
      const note = memory ? new Uint8Array(memory.buffer, panic_note(), panic_note_len()).slice() : new Uint8Array();
      const words = note.length > 0 ? note : Uint8Array.from(String(error), (letter) => letter.charCodeAt(0));
      this.port.postMessage({ panic: words }, [words.buffer]);
    }
  }

  take(data) {
    if (data instanceof ArrayBuffer) this.commit(new Uint8Array(data));
    else if (data.samples) this.fill(data);
    else this.reserve(data);
  }

  // A recording's samples arrive in stretches, so that no quantum waits for a whole song.
  reserve({ high, low, channels, frames }) {
    if (!this.engine.recording_reserve(high, low, channels, frames)) this.port.postMessage({ full: true });
  }

  fill({ high, low, channel, from, samples }) {
    const place = this.engine.recording_stretch(high, low, channel, from, samples.length) >>> 0;
    if (place) new Float32Array(this.engine.memory.buffer, place, samples.length).set(samples);
  }

  commit(bytes) {
    const place = this.engine.inbox(bytes.length);
    new Uint8Array(this.engine.memory.buffer, place, bytes.length).set(bytes);
    if (this.engine.commit(bytes.length) < 0) this.port.postMessage({ refused: true });
  }

  process(_inputs, outputs) {
    this.guard(() => {
      const frames = outputs[0][0].length;
      this.engine.render(frames);
      if (this.buffer !== this.engine.memory.buffer) {
        this.buffer = this.engine.memory.buffer;
        this.samples = new Float32Array(this.buffer);
      }
      // The song, and the strip that is watched.
      outputs.forEach((channels, output) => channels.forEach((channel, index) => {
        const place = this.engine.output(2 * output + Math.min(index, 1)) / 4;
        channel.set(this.samples.subarray(place, place + frames));
      }));
      this.frames += frames;
      if (this.frames < sampleRate * TELEMETRY_SECONDS) return;
      this.frames = 0;
      const length = this.engine.outbox_len();
      const telemetry = this.engine.memory.buffer.slice(this.engine.outbox(), this.engine.outbox() + length);
      this.port.postMessage(telemetry, [telemetry]);
    });
    return true;
  }
}

registerProcessor("cowrite", Cowrite);
