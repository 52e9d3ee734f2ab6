// <copy-text>: a button that copies the field before it, and says so.

class CopyText extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this.copy);
    this.querySelector("input")?.addEventListener("focus", ({ target }) => target.select());
  }

  copy = async (event) => {
    if (!event.target.closest("button")) return;
    const field = this.querySelector("input");
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // Without https the clipboard is closed: the address stays selected, and the person presses the keys.
      this.querySelector("[role=status]").textContent = this.dataset.byHand;
      return;
    }
    this.querySelector("[role=status]").textContent = this.dataset.done;
  };
}

customElements.define("copy-text", CopyText);
