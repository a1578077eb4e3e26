// The encoders of benches/encoders.rs in a page: ours, and those that a web application would use today. Each is made ready
// first, so that what is measured is the encoding alone.
const RATE = 48000;
const bytes = async (name) => new Uint8Array(await (await fetch(name)).arrayBuffer());

/** Loads a script, which leaves a name in the window. */
function script(source) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement("script"), { src: source, onload: resolve, onerror: reject });
    document.head.append(element);
  });
}

/** The samples of the song, without reading more of WAV than our own header. */
async function samples() {
  const file = await bytes("song.wav");
  const view = new DataView(file.buffer);
  const name = (at) => String.fromCharCode(...file.subarray(at, at + 4));
  let at = 12;
  while (name(at) !== "data") at += 8 + view.getUint32(at + 4, true) + (view.getUint32(at + 4, true) % 2);
  return new Int16Array(file.slice(at + 8, at + 8 + view.getUint32(at + 4, true)).buffer);
}

/** The two channels apart, each sample made into another kind of number. */
function channels(both, kind, scale) {
  const frames = both.length / 2;
  const pair = [new kind(frames), new kind(frames)];
  pair.forEach((one, channel) => one.forEach((_, frame) => (one[frame] = both[2 * frame + channel] * scale)));
  return pair;
}

async function ours() {
  const wasm = await WebAssembly.compile(await bytes("bouncer.wasm"));
  return async (name) => {
    const job = await bytes(`${name}.job`);
    const { exports } = await WebAssembly.instantiate(wasm, {});
    // Room first: it may move the memory.
    const room = exports.inbox(job.length) >>> 0;
    new Uint8Array(exports.memory.buffer, room, job.length).set(job);
    if (exports.start(job.length) < 0) throw new Error(name);
    let [state, made] = [1, 0];
    while (state > 0) {
      state = exports.step(24000);
      exports.take(0);
      made += exports.outbox_len();
    }
    if (state < 0) throw new Error(name);
    return made;
  };
}

async function lamejs() {
  const { Mp3Encoder } = await import("./lamejs.js");
  const [left, right] = channels(await samples(), Int16Array, 1);
  return async (kilobits) => {
    const encoder = new Mp3Encoder(2, RATE, kilobits);
    let made = 0;
    for (let at = 0; at < left.length; at += 1152) {
      made += encoder.encodeBuffer(left.subarray(at, at + 1152), right.subarray(at, at + 1152)).length;
    }
    return made + encoder.flush().length;
  };
}

async function libflacjs() {
  await script("libflac.wasm.js");
  if (!Flac.isReady()) await new Promise((ready) => Flac.on("ready", ready));
  const wide = Int32Array.from(await samples());
  return async (level) => {
    const encoder = Flac.create_libflac_encoder(RATE, 2, 16, level, 0, false);
    let made = 0;
    Flac.init_encoder_stream(encoder, (part) => void (made += part.length), () => {});
    for (let at = 0; at < wide.length; at += 8192) {
      const part = wide.subarray(at, at + 8192);
      Flac.FLAC__stream_encoder_process_interleaved(encoder, part, part.length / 2);
    }
    Flac.FLAC__stream_encoder_finish(encoder);
    Flac.FLAC__stream_encoder_delete(encoder);
    return made;
  };
}

/** The browser's own encoders. Gives nothing where it has none for a codec. */
async function webcodecs() {
  const [left, right] = channels(await samples(), Float32Array, 1 / 32768);
  return async (codec) => {
    const config = { codec, sampleRate: RATE, numberOfChannels: 2, bitrate: 128000 };
    if (!(await AudioEncoder.isConfigSupported(config)).supported) return null;
    let made = 0;
    const failed = Promise.withResolvers();
    const encoder = new AudioEncoder({ output: (chunk) => void (made += chunk.byteLength), error: failed.reject });
    encoder.configure(config);
    const length = RATE / 10;
    for (let at = 0; at + length <= left.length; at += length) {
      const data = new Float32Array(2 * length);
      data.set(left.subarray(at, at + length));
      data.set(right.subarray(at, at + length), length);
      const frame = { format: "f32-planar", sampleRate: RATE, numberOfFrames: length, numberOfChannels: 2, data };
      encoder.encode(new AudioData({ ...frame, timestamp: (1e6 * at) / RATE }));
    }
    await Promise.race([encoder.flush(), failed.promise]);
    return made;
  };
}

async function ffmpeg() {
  await script("ffmpeg-core.js");
  // It looks for the address of its module behind that of its script.
  const where = btoa(JSON.stringify({ wasmURL: new URL("ffmpeg-core.wasm", location).href }));
  const core = await createFFmpegCore({ mainScriptUrlOrBlob: `${new URL("ffmpeg-core.js", location).href}#${where}` });
  core.FS.writeFile("song.wav", await bytes("song.wav"));
  return async (file, ...options) => {
    core.exec("-y", "-i", "song.wav", ...options, file);
    const failed = core.ret;
    core.reset();
    if (failed) throw new Error(`${file}: ${failed}`);
    return core.FS.stat(file).size;
  };
}

const PROGRAMS = { ours, lamejs, libflacjs, webcodecs, ffmpeg };
let program = null;
const WORKS = {
  prepare: async (who) => void (program = await PROGRAMS[who]()),
  encode: (...what) => program(...what),
};
