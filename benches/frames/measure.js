// Moves the wheel or the pointer over a canvas once a frame, and tells how long each frame took, in milliseconds.
const [name, kind, frames] = arguments;
const canvas = document.querySelector(`[data-test=${name}]`);
const area = canvas.getBoundingClientRect();
const middle = { clientX: area.left + area.width / 2, clientY: area.top + area.height / 2, bubbles: true, cancelable: true };
const frame = () => new Promise(requestAnimationFrame);
const wheel = (change) => canvas.dispatchEvent(new WheelEvent('wheel', { ...middle, ...change }));
const pointer = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type, {
  ...middle, clientX: x, clientY: y, pointerId: 7, pointerType: 'mouse', isPrimary: true, button: type === 'pointermove' ? -1 : 0, buttons: 1,
}));
const [x, y] = [middle.clientX, middle.clientY];
const steps = {
  scroll: (step) => wheel({ deltaX: step % 60 < 30 ? 60 : -60 }),
  zoom: (step) => wheel({ ctrlKey: true, deltaY: step % 40 < 20 ? -40 : 40 }),
  drag: (step) => pointer('pointermove', x + 120 * Math.sin(step / 12), y),
};
const taken = [];
await frame();
if (kind === 'drag') pointer('pointerdown', x, y);
let last = await frame();
for (let step = 0; step < frames; step += 1) {
  steps[kind](step);
  const now = await frame();
  taken.push(now - last);
  last = now;
}
if (kind === 'drag') { pointer('pointercancel', x, y); }
return taken;
