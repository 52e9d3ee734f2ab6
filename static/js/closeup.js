// <closeup-place>: on a wide window the close-up of the finding that is open stands under the pictures, where there is
// room for it; on a narrow one, and without this script, it stays inside its finding.

class CloseupPlace extends HTMLElement {
  connectedCallback() {
    this.finding = null;
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.wide = matchMedia("(min-width: 1100px)");
    this.wide.addEventListener("change", this.place, { signal });
    // `toggle` does not bubble.
    document.addEventListener("toggle", this.place, { signal, capture: true });
    const stage = this.closest(".booth__stage");
    this.measure = new ResizeObserver(() => stage.style.setProperty("--tall", `${stage.offsetHeight}px`));
    if (stage) this.measure.observe(stage);
    this.place();
  }

  disconnectedCallback() {
    this.listening.abort();
    this.measure.disconnect();
  }

  place = () => {
    const finding = this.wide.matches ? document.querySelector("details.finding[open]") : null;
    if (finding === this.finding) return;
    this.gap?.replaceWith(...this.children);
    this.finding = finding;
    this.gap = null;
    const closeup = finding?.querySelector(".closeup");
    if (!closeup) return;
    this.gap = document.createComment("close-up");
    closeup.replaceWith(this.gap);
    this.append(closeup);
  };
}

customElements.define("closeup-place", CloseupPlace);
