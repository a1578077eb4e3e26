// Listens to whatever the page sends to its loudspeakers, and keeps the file it hands out last. Put into the page before
// its own scripts. Seeds come from a fixed row of numbers, so that each run writes the same songs.
(() => {
  let turn = 20261122;
  Math.random = () => (turn = (turn * 16807) % 2147483647) / 2147483647;
  const probe = { firstSound: null, analyser: null, file: null };
  const samples = new Float32Array(8192);
  probe.level = () => {
    if (!probe.analyser) return 0;
    probe.analyser.getFloatTimeDomainData(samples);
    return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
  };
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (target, ...rest) {
    if (target instanceof AudioDestinationNode) {
      probe.analyser = this.context.createAnalyser();
      probe.analyser.fftSize = samples.length;
      connect.call(this, probe.analyser);
    }
    return connect.call(this, target, ...rest);
  };
  const createObjectURL = URL.createObjectURL;
  URL.createObjectURL = (file) => {
    probe.file = file;
    return createObjectURL.call(URL, file);
  };
  setInterval(() => {
    if (probe.firstSound === null && probe.level() > 1e-4) probe.firstSound = performance.now();
  }, 10);
  window.__probe = probe;
})();
