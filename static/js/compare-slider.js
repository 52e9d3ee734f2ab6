// <compare-slider>: a native range input that moves the cut between the two pictures. Keys, touch and what a screen
// reader says are the input's own; this only hands its value on.

class CompareSlider extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.input.addEventListener("input", this.follow);
    this.follow();
  }

  disconnectedCallback() {
    this.input.removeEventListener("input", this.follow);
  }

  follow = () => {
    const share = this.input.valueAsNumber;
    this.input.setAttribute("aria-valuetext", this.dataset.says.replace("%n", share));
    const stage = this.closest("photo-stage") ?? this;
    stage.style.setProperty("--split", `${share}%`);
  };
}

customElements.define("compare-slider", CompareSlider);
