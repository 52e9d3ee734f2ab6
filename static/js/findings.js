// <finding-list>: opening a finding chooses it, which the stage answers by showing its place in both pictures. A number
// on a picture asks for its finding. Which one is open outlives the list being replaced when measuring ends.

let openKey = "";

class FindingList extends HTMLElement {
  connectedCallback() {
    this.listening = new AbortController();
    const { signal } = this.listening;
    // `toggle` does not bubble.
    this.addEventListener("toggle", this.toggled, { signal, capture: true });
    document.addEventListener("finding:asked", this.asked, { signal });
    document.addEventListener("finding:chosen", this.chosen, { signal });
    const before = this.finding(openKey);
    if (before) before.open = true;
  }

  disconnectedCallback() {
    this.listening.abort();
  }

  finding(key) {
    return [...this.querySelectorAll("details.finding")].find((item) => item.dataset.finding === key);
  }

  toggled = ({ target }) => {
    if (!target.matches("details.finding")) return;
    const key = target.dataset.finding;
    if (target.open) {
      if (key === openKey) return;
      openKey = key;
      reveal(target);
      choose({ key, focus: focusOf(target) });
    } else if (key === openKey) {
      openKey = "";
      choose({ key: "", focus: null });
    }
  };

  /** From a number on a picture: open its finding and bring it into view. */
  asked = ({ detail }) => {
    const item = this.finding(detail.key);
    if (!item) return;
    item.open = true;
    reveal(item);
    choose({ key: detail.key, focus: focusOf(item) });
  };

  chosen = ({ detail }) => {
    if (detail === null && openKey) {
      const item = this.finding(openKey);
      openKey = "";
      if (item) item.open = false;
      choose({ key: "", focus: null });
    }
  };
}

/** The one that was open above it has closed, and took the line that was just pressed up with it, maybe out of sight. */
function reveal(item) {
  item.querySelector("summary").scrollIntoView({ block: "nearest", behavior: "auto" });
}

function choose(detail) {
  document.dispatchEvent(new CustomEvent("finding:chosen", { detail }));
}

function focusOf(item) {
  if (!item.dataset.focus) return null;
  const [left, top, width, height] = item.dataset.focus.split(" ").map(Number);
  return { left, top, width, height };
}

customElements.define("finding-list", FindingList);
