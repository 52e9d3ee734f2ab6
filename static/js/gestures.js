// Turns wheel, pinch, drag, double click and keys over one picture into views. Scrolling the page stays free: a plain
// wheel and, while nothing is zoomed, a finger that moves up or down are left alone.

const STEP = 1.4;
const NUDGE = 0.12;

const KEYS = {
  "+": (view) => view.zoomedAt(0.5, 0.5, STEP),
  "=": (view) => view.zoomedAt(0.5, 0.5, STEP),
  "-": (view) => view.zoomedAt(0.5, 0.5, 1 / STEP),
  ArrowLeft: (view) => view.moved(NUDGE, 0),
  ArrowRight: (view) => view.moved(-NUDGE, 0),
  ArrowUp: (view) => view.moved(0, NUDGE),
  ArrowDown: (view) => view.moved(0, -NUDGE),
};

/** Watch `window_`; read the view with `read()`, hand a new one to `show(view, { glide })`, start over with `reset()`. */
export function watch(window_, { read, show, reset, dragging, signal }) {
  const fingers = new Map();
  const listen = (type, handler, options = {}) => window_.addEventListener(type, handler, { signal, ...options });
  const within = (event) => {
    const box = window_.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };

  listen("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { x, y } = within(event);
    show(read().zoomedAt(x, y, Math.exp(-event.deltaY * 0.01)), { glide: false });
  }, { passive: false });

  listen("dblclick", (event) => {
    const { x, y } = within(event);
    show(read().zoomedAt(x, y, STEP * STEP), { glide: true });
  });

  listen("keydown", (event) => {
    if (event.target !== window_ || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "0" || event.key === "Escape") return reset();
    if (event.key.startsWith("Arrow") && read().isWhole) return;
    const move = KEYS[event.key];
    if (!move) return;
    event.preventDefault();
    show(move(read()), { glide: true });
  });

  listen("pointerdown", (event) => {
    if (event.button || event.target.closest("a")) return;
    fingers.set(event.pointerId, within(event));
    if (read().isWhole && fingers.size < 2) return;
    window_.setPointerCapture(event.pointerId);
    dragging(true);
  });

  listen("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = within(event);
    const others = [...fingers].filter(([id]) => id !== event.pointerId);
    fingers.set(event.pointerId, now);
    if (others.length) {
      const still = others[0][1];
      const factor = apart(now, still) / Math.max(apart(before, still), 0.001);
      show(read().zoomedAt((now.x + still.x) / 2, (now.y + still.y) / 2, factor), { glide: false });
    } else if (!read().isWhole) {
      show(read().moved(now.x - before.x, now.y - before.y), { glide: false });
    }
  });

  for (const type of ["pointerup", "pointercancel"]) {
    listen(type, (event) => {
      fingers.delete(event.pointerId);
      dragging(fingers.size > 0);
    });
  }
}

function apart(one, other) {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
