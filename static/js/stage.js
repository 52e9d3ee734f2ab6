// <photo-stage>: both faces, laid eye to eye at one scale. It keeps one View for both pictures and hands it to the style
// sheet as properties; what listens where is in gestures.js, blink.js and loupe.js.

import { Blink } from "./blink.js";
import { watch } from "./gestures.js";
import { Loupe } from "./loupe.js";
import { View } from "./view.js";

class PhotoStage extends HTMLElement {
  connectedCallback() {
    this.picked = ""; // the overlay that the reader asked for
    this.windows = [...this.querySelectorAll(".plate__window")];
    this.blink = new Blink(this);
    this.loupe = new Loupe(this);
    this.listening = new AbortController();
    const { signal } = this.listening;
    const picture = this.querySelector(".plate__picture[width]");
    if (picture) this.style.setProperty("--ratio", picture.getAttribute("width") / picture.getAttribute("height"));
    for (const window_ of this.windows) {
      window_.tabIndex = 0;
      watch(window_, {
        read: () => this.view,
        show: (view, options) => this.show(view, options),
        reset: () => this.reset(),
        dragging: (yes) => this.toggleAttribute("data-dragging", yes),
        signal,
      });
    }
    this.addEventListener("change", this.changed, { signal });
    this.addEventListener("click", this.clicked, { signal });
    this.addEventListener("stage:shown", this.say, { signal });
    document.addEventListener("finding:chosen", this.choose, { signal });
    for (const type of ["pointerover", "focusin"]) document.addEventListener(type, this.near, { signal });
    this.show(new View(), { glide: false });
    this.measure = new ResizeObserver(() => this.stick());
    this.measure.observe(this);
  }

  disconnectedCallback() {
    this.listening.abort();
    this.measure.disconnect();
    this.blink.stop();
    this.loupe.off();
  }

  show(view, { glide }) {
    this.view = view;
    this.toggleAttribute("data-gliding", glide);
    this.toggleAttribute("data-zoomed", !view.isWhole);
    this.style.setProperty("--zoom", view.zoom);
    this.style.setProperty("--x", view.x);
    this.style.setProperty("--y", view.y);
  }

  reset() {
    this.show(new View(), { glide: true });
    document.dispatchEvent(new CustomEvent("finding:chosen", { detail: null }));
  }

  /** A finding was chosen in the list or on a picture: show its place in both, or everything when there is none. */
  choose = ({ detail }) => {
    const key = detail?.key ?? "";
    this.toggleAttribute("data-chosen", Boolean(key));
    for (const outline of this.querySelectorAll(".outline")) {
      outline.classList.toggle("outline--chosen", outline.dataset.finding === key);
    }
    for (const number of this.querySelectorAll(".number")) {
      number.classList.toggle("number--chosen", number.dataset.finding === key);
    }
    this.overlayOf(key);
    if (detail) this.show(detail.focus ? View.of(detail.focus) : new View(), { glide: true });
  };

  /** While a number or a line of the list is pointed at or has the focus, its outlines show in both pictures. */
  near = ({ target }) => {
    const key = target.closest(".number, details.finding > summary")?.closest("[data-finding]").dataset.finding;
    for (const mark of this.querySelectorAll("[data-finding]")) {
      const name = mark.matches(".outline") ? "outline--near" : "number--near";
      mark.classList.toggle(name, mark.dataset.finding === key);
    }
  };

  changed = ({ target }) => {
    if (target.name === "mode") this.mode(target.value);
    if (target.matches("[data-overlay]")) {
      this.picked = target.value;
      this.overlay(target.value);
    }
  };

  clicked = (event) => {
    const number = event.target.closest(".number");
    if (number) {
      event.preventDefault();
      document.dispatchEvent(new CustomEvent("finding:asked", { detail: { key: number.dataset.finding } }));
      return;
    }
    const tool = event.target.closest("[data-tool]");
    if (tool) this.tools[tool.dataset.tool](tool);
  };

  tools = {
    closer: () => this.show(this.view.zoomedAt(0.5, 0.5, 1.4), { glide: true }),
    farther: () => this.show(this.view.zoomedAt(0.5, 0.5, 1 / 1.4), { glide: true }),
    whole: () => this.reset(),
    bare: (button) => press(button, this.toggleAttribute("data-bare")),
    loupe: (button) => {
      if (this.loupe.isOn) this.loupe.off();
      else this.loupe.on();
      press(button, this.loupe.isOn);
    },
    swap: () => {
      this.blink.stop();
      this.blink.swap();
      this.say();
    },
    play: () => {
      if (this.blink.isPlaying) this.blink.stop();
      else this.blink.play();
      this.say();
    },
  };

  mode(name) {
    this.dataset.mode = name;
    this.blink.stop();
    if (name === "blink") this.blink.play();
    this.say();
  }

  /** What the blink controls read. While it plays by itself, nothing is announced. */
  say = () => {
    for (const group of this.querySelectorAll("[data-for-mode]")) group.hidden = group.dataset.forMode !== this.dataset.mode;
    const play = this.querySelector("[data-tool=play]");
    if (play) {
      press(play, this.blink.isPlaying);
      play.hidden = !this.blink.mayPlay;
    }
  };

  /** Lay one heat map over both pictures, or none. Its picture is fetched the first time. */
  overlay(name) {
    for (const image of this.querySelectorAll(".plate__layer")) {
      const on = image.dataset.layer === name;
      if (on && !image.getAttribute("src")) image.src = image.dataset.src;
      image.hidden = !on;
    }
    for (const legend of this.querySelectorAll(".legend")) legend.hidden = legend.dataset.layer !== name;
    this.toggleAttribute("data-overlaid", Boolean(name));
  }

  /** A finding brings the heat map that shows it, if there is one; without it the one that was picked is back. */
  overlayOf(key) {
    const picker = this.querySelector("[data-overlay]");
    if (!picker) return;
    const finding = [...document.querySelectorAll("details.finding")].find((item) => item.dataset.finding === key);
    const own = [...picker.options].find(({ value }) => value && value === finding?.dataset.map);
    picker.value = own?.value ?? this.picked;
    this.overlay(picker.value);
  }

  /** How much of the window the pictures cover while they stick to its top; the list scrolls to below that. */
  stick() {
    const box = this.closest(".booth__stage");
    const sticks = box && getComputedStyle(box).position === "sticky" && box.offsetWidth > innerWidth * 0.8;
    document.documentElement.style.setProperty("--stage-stuck", sticks ? `${box.offsetHeight}px` : "0px");
  }
}

function press(button, on) {
  button.setAttribute("aria-pressed", on);
}

customElements.define("photo-stage", PhotoStage);
