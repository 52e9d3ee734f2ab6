// A round glass over the pointer: the same place of both faces, enlarged, whichever picture the pointer is on.

const POWER = 3;

export class Loupe {
  constructor(stage) {
    this.stage = stage;
    this.lenses = [];
    this.listening = null;
  }

  get isOn() {
    return this.listening !== null;
  }

  on() {
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.stage.toggleAttribute("data-loupe", true);
    this.lenses = this.stage.windows.map((window_) => {
      const lens = document.createElement("div");
      lens.className = "lens";
      lens.hidden = true;
      window_.append(lens);
      window_.addEventListener("pointermove", (event) => this.look(window_, event), { signal });
      window_.addEventListener("pointerdown", (event) => this.look(window_, event), { signal });
      window_.addEventListener("pointerleave", () => this.away(), { signal });
      return lens;
    });
  }

  off() {
    this.listening?.abort();
    this.listening = null;
    this.stage.toggleAttribute("data-loupe", false);
    for (const lens of this.lenses) lens.remove();
    this.lenses = [];
  }

  away() {
    for (const lens of this.lenses) lens.hidden = true;
  }

  look(window_, event) {
    const box = window_.getBoundingClientRect();
    const across = (event.clientX - box.left) / box.width;
    const down = (event.clientY - box.top) / box.height;
    const { zoom, x, y } = this.stage.view;
    const power = Math.max(POWER, zoom * 1.5);
    for (const lens of this.lenses) {
      const picture = lens.parentElement.querySelector(".plate__picture");
      lens.hidden = !picture;
      if (!picture) continue;
      const half = lens.offsetWidth / 2 - 2;
      const width = box.width * power;
      const height = box.height * power;
      lens.style.left = `${across * box.width}px`;
      lens.style.top = `${down * box.height}px`;
      lens.style.backgroundImage = `url("${picture.currentSrc || picture.src}")`;
      lens.style.backgroundSize = `${width}px ${height}px`;
      lens.style.backgroundPosition = `${half - (x + across / zoom) * width}px ${half - (y + down / zoom) * height}px`;
    }
  }
}
