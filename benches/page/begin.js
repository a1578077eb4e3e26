// What a page of works is asked for by benches/page/asked.rs: `WORKS` are the page's own, by their names.

/** Starts a work; its answer comes to `__answer`. */
window.begin = (work, ...rest) => {
  window.__answer = null;
  WORKS[work](...rest).then(
    (value) => (window.__answer = { value }),
    (error) => (window.__answer = { error: String(error?.stack ?? error) }),
  );
};

const asked = new URLSearchParams(location.search).get("first");
if (asked) window.begin("first", asked);
