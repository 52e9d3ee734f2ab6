// Which part of the stage is shown. Both pictures share one View, so the same place of the face is always in both.

export const MOST = 12;

export class View {
  /** `zoom` is 1 or more; `x` and `y` are the left top corner of what is shown, in fractions of the stage. */
  constructor(zoom = 1, x = 0, y = 0) {
    this.zoom = Math.min(Math.max(zoom, 1), MOST);
    const room = 1 - 1 / this.zoom;
    this.x = Math.min(Math.max(x, 0), room);
    this.y = Math.min(Math.max(y, 0), room);
  }

  get isWhole() {
    return this.zoom < 1.001;
  }

  /** Zoom by `factor` so that the point (`px`, `py`), in fractions of the window, stays where it is. */
  zoomedAt(px, py, factor) {
    const zoom = Math.min(Math.max(this.zoom * factor, 1), MOST);
    return new View(zoom, this.x + px / this.zoom - px / zoom, this.y + py / this.zoom - py / zoom);
  }

  /** Move the picture by fractions of the window. */
  moved(dx, dy) {
    return new View(this.zoom, this.x - dx / this.zoom, this.y - dy / this.zoom);
  }

  /** The view that shows a place given in percent of the stage, in its middle. */
  static of({ left, top, width, height }) {
    const zoom = Math.min(100 / Math.max(width, height), MOST);
    const half = 50 / zoom;
    return new View(zoom, (left + width / 2 - half) / 100, (top + height / 2 - half) / 100);
  }
}
