// Remarks on the page as it stands: what runs over its edge, is cut off, or is too small for a finger.
const phone = PHONE;
const remarks = [];
if (document.documentElement.scrollWidth > innerWidth + 1) remarks.push(`the page is ${document.documentElement.scrollWidth} wide`);
for (const element of document.querySelectorAll('body *')) {
  const place = element.getBoundingClientRect();
  if (!place.width || !place.height || element.closest('.hidden, .canvas-shadow, .skip')) continue;
  const name = element.dataset.test || `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`;
  const style = getComputedStyle(element);
  if (style.clipPath !== 'none' && place.width <= 1) continue;
  const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const cut = element.scrollWidth > element.clientWidth + 1 && !['visible', 'auto', 'scroll'].includes(style.overflowX);
  if (words && cut) remarks.push(`${name} cuts “${element.textContent.slice(0, 30)}”: ${element.scrollWidth} > ${element.clientWidth}`);
  const control = element.matches('button, select, input, summary, [role=tab], [role=slider]');
  // Whoever presses a label presses what it is for.
  const target = (element.closest('label') ?? element).getBoundingClientRect();
  const small = phone && control && (target.height < 40 || target.width < 40) && place.top < innerHeight && place.bottom > 0;
  if (small) remarks.push(`${name} is ${Math.round(target.width)}x${Math.round(target.height)}`);
}
return [...new Set(remarks)].slice(0, 24);
