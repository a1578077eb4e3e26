// The works of benches/peers.rs in a page: by the engine, by the browser's own nodes and by Tone.js.
const RATE = 48000;
const VOICES = 64;
const key = (voice) => 36 + ((voice * 7) % 48);
const hertz = (pitch) => 440 * 2 ** ((pitch - 69) / 12);
const peak = (samples) => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
const bytes = async (name) => (await fetch(name)).arrayBuffer();

/** The engine, told the messages of a file. */
async function engine(name) {
  const { exports } = (await WebAssembly.instantiate(await bytes("worklet.wasm"), {})).instance;
  const messages = new Uint8Array(await bytes(name));
  exports.boot(RATE);
  new Uint8Array(exports.memory.buffer, exports.inbox(messages.length) >>> 0, messages.length).set(messages);
  if (exports.commit(messages.length) < 0) throw new Error(name);
  return exports;
}

async function by_engine(name, seconds) {
  const exports = await engine(name);
  let most = 0;
  for (let left = seconds * RATE; left > 0; left -= 4096) {
    exports.render(4096);
    if (left % 100 < 8) most = Math.max(most, peak(new Float32Array(exports.memory.buffer, exports.output(0) >>> 0, 4096)));
  }
  return most;
}

/** A voice of detuned saws, a filter and a fader, and how to strike it at a time, and let it go. */
function node_voice(context, frequency, saws, target) {
  const filter = new BiquadFilterNode(context, { type: "lowpass", Q: 12, frequency: 600 });
  const gain = new GainNode(context, { gain: 0 });
  for (let saw = 0; saw < saws; saw += 1) {
    const detune = saws === 1 ? 0 : -8 + (16 * saw) / (saws - 1);
    const oscillator = new OscillatorNode(context, { type: "sawtooth", frequency, detune });
    oscillator.connect(filter);
    oscillator.start();
  }
  filter.connect(gain).connect(target);
  return (start, end) => {
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(0.05, start + 0.005);
    gain.gain.setTargetAtTime(0.035, start + 0.005, 0.1);
    gain.gain.setTargetAtTime(0, end, 0.02);
    filter.frequency.setValueAtTime(600, start);
    filter.frequency.linearRampToValueAtTime(2400, start + 0.003);
    filter.frequency.setTargetAtTime(900, start + 0.003, 0.12);
  };
}

/** Strikes a voice again and again. */
function every(period, length, offset, seconds, strike) {
  for (let at = offset; at < seconds; at += period) strike(at, at + length);
}

async function nodes_voices(seconds) {
  const context = new OfflineAudioContext(2, seconds * RATE, RATE);
  for (let voice = 0; voice < VOICES; voice += 1) {
    const pan = new StereoPannerNode(context, { pan: (voice % 4) / 2 - 0.75 });
    pan.connect(context.destination);
    every(1, 0.85, (voice % 16) / 16, seconds, node_voice(context, hertz(key(voice)), 2, pan));
  }
  return peak((await context.startRendering()).getChannelData(0));
}

/** How many notes each track of the song holds, and of how many saws. */
const SONG = [[4, 4], [4, 4], [2, 2], [2, 2], [1, 2], [1, 2], [1, 2], [1, 2]];

function impulse(context) {
  const buffer = new AudioBuffer({ numberOfChannels: 2, length: 2 * RATE, sampleRate: RATE });
  for (const channel of [0, 1]) {
    const samples = buffer.getChannelData(channel);
    samples.forEach((_, frame) => (samples[frame] = (Math.random() * 2 - 1) * 10 ** ((-3 * frame) / samples.length)));
  }
  return new ConvolverNode(context, { buffer });
}

async function nodes_song(seconds) {
  const context = new OfflineAudioContext(2, seconds * RATE, RATE);
  const limiter = new DynamicsCompressorNode(context, { threshold: -1, ratio: 20, attack: 0.001 });
  limiter.connect(context.destination);
  const reverb = impulse(context);
  const delay = new DelayNode(context, { delayTime: 0.375, maxDelayTime: 1 });
  delay.connect(new GainNode(context, { gain: 0.4 })).connect(delay);
  reverb.connect(limiter);
  delay.connect(limiter);
  SONG.forEach(([notes, saws], track) => {
    const bands = [["lowshelf", 120, 2], ["peaking", 1200, 3], ["highshelf", 8000, -2]];
    const chain = bands.map(([type, frequency, gain]) => new BiquadFilterNode(context, { type, frequency, gain }));
    const compressor = new DynamicsCompressorNode(context, { threshold: -18, ratio: 3 });
    const pan = new StereoPannerNode(context, { pan: track / 4 - 0.875 });
    [...chain, compressor, pan].reduce((from, to) => (from.connect(to), to));
    pan.connect(limiter);
    pan.connect(new GainNode(context, { gain: 0.25 })).connect(reverb);
    pan.connect(new GainNode(context, { gain: 0.18 })).connect(delay);
    for (let note = 0; note < notes; note += 1) {
      const pitch = key(4 * track + note);
      every(saws === 4 ? 4 : 1, saws === 4 ? 3.6 : 0.85, 0, seconds, node_voice(context, hertz(pitch), saws, chain[0]));
    }
  });
  return peak((await context.startRendering()).getChannelData(0));
}

function tone_voice(frequency, saws, target) {
  const synth = new Tone.MonoSynth({
    volume: -26,
    oscillator: { type: "fatsawtooth", count: saws, spread: 16 },
    filter: { type: "lowpass", rolloff: -12, Q: 4 },
    envelope: { attack: 0.005, decay: 0.4, sustain: 0.7, release: 0.1 },
    filterEnvelope: { attack: 0.003, decay: 0.5, sustain: 0.2, release: 0.1, baseFrequency: 600, octaves: 2 },
  }).connect(target);
  return (start, end) => synth.triggerAttackRelease(frequency, end - start, start);
}

async function tone_voices(seconds) {
  await script();
  const buffer = await Tone.Offline(() => {
    for (let voice = 0; voice < VOICES; voice += 1) {
      const pan = new Tone.Panner((voice % 4) / 2 - 0.75).toDestination();
      every(1, 0.85, (voice % 16) / 16, seconds, tone_voice(hertz(key(voice)), 2, pan));
    }
  }, seconds, 2, RATE);
  return peak(buffer.getChannelData(0));
}

async function tone_song(seconds) {
  await script();
  const buffer = await Tone.Offline(async () => {
    const limiter = new Tone.Limiter(-1).toDestination();
    const reverb = new Tone.Reverb({ decay: 2, wet: 1 }).connect(limiter);
    const delay = new Tone.FeedbackDelay({ delayTime: 0.375, feedback: 0.4, wet: 1 }).connect(limiter);
    await reverb.ready;
    SONG.forEach(([notes, saws], track) => {
      const equaliser = new Tone.EQ3(2, 3, -2);
      const pan = new Tone.Panner(track / 4 - 0.875);
      equaliser.chain(new Tone.Compressor(-18, 3), pan, limiter);
      pan.chain(new Tone.Gain(0.25), reverb);
      pan.chain(new Tone.Gain(0.18), delay);
      for (let note = 0; note < notes; note += 1) {
        const voice = tone_voice(hertz(key(4 * track + note)), saws, equaliser);
        every(saws === 4 ? 4 : 1, saws === 4 ? 3.6 : 0.85, 0, seconds, voice);
      }
    });
  }, seconds, 2, RATE);
  return peak(buffer.getChannelData(0));
}

const held = (strike, now) => strike(now, now + 1000);

/** Ways to hold so many voices live; each gives the browser's own context. */
const LIVE = {
  engine: async (voices) => {
    const context = new AudioContext({ sampleRate: RATE });
    await context.audioWorklet.addModule("worklet.js");
    const processorOptions = { wasm: await bytes("worklet.wasm") };
    const node = new AudioWorkletNode(context, "cowrite", { numberOfInputs: 0, outputChannelCount: [2], processorOptions });
    node.connect(context.destination);
    node.port.postMessage(await bytes(`live-${voices}.messages`));
    return context;
  },
  nodes: async (voices) => {
    const context = new AudioContext({ sampleRate: RATE });
    for (let voice = 0; voice < voices; voice += 1) {
      held(node_voice(context, hertz(key(voice)), 2, context.destination), context.currentTime + 0.1);
    }
    return context;
  },
  tone: async (voices) => {
    await script();
    Tone.setContext(new Tone.Context({ sampleRate: RATE }));
    await Tone.start();
    const analyser = new Tone.Analyser("waveform", 1024);
    Tone.getDestination().connect(analyser);
    for (let voice = 0; voice < voices; voice += 1) {
      held(tone_voice(hertz(key(voice)), 2, Tone.getDestination()), Tone.now() + 0.1);
    }
    // It tries what the browser can do with sounds of its own, which the probe takes for the page's.
    __probe.analyser = { getFloatTimeDomainData: (samples) => samples.fill(0).set(analyser.getValue()) };
    return Tone.getContext().rawContext._nativeAudioContext;
  },
};

/** How often the sound ran dry while so many voices were held: as the browser counts, or by how far it fell behind. */
async function underruns(who, voices, seconds) {
  const context = await LIVE[who](voices);
  // What it takes to set up is not what it takes to play.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  if (!(__probe.level() > 1e-4)) throw new Error(`${who} is silent`);
  const [stats, began, clock] = [context.playbackStats, performance.now(), context.currentTime];
  const before = stats?.underrunEvents;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const late = (performance.now() - began) / 1000 - (context.currentTime - clock);
  const counted = stats ? context.playbackStats.underrunEvents - before : 0;
  await context.close();
  return counted + (late > 0.05 * seconds ? 1 : 0);
}

/** The shortest way from a page to a sound. */
const first = (who) => LIVE[who](who === "engine" ? 64 : 1).then(() => null);

/** Loads Tone.js, once. */
function script() {
  if (window.Tone) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement("script"), { src: "Tone.js", onload: resolve, onerror: reject });
    document.head.append(element);
  });
}

const WORKS = { by_engine, nodes_voices, nodes_song, tone_voices, tone_song, underruns, first };
