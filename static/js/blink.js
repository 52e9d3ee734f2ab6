// Shows one picture, then the other, in the same place. Below three changes a second, and never by itself for people
// who asked for less motion.

const EVERY = 900;

export class Blink {
  constructor(stage) {
    this.stage = stage;
    this.timer = 0;
  }

  get mayPlay() {
    return !matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  get isPlaying() {
    return this.timer !== 0;
  }

  swap = () => {
    this.stage.dataset.shown = this.stage.dataset.shown === "reference" ? "subject" : "reference";
    this.stage.dispatchEvent(new CustomEvent("stage:shown"));
  };

  play() {
    if (!this.isPlaying && this.mayPlay) this.timer = setInterval(this.swap, EVERY);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
  }
}
