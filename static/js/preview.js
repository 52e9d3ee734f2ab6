// Carries the browser's own picture from the upload page to the comparison's, for the second or two until the worker has
// made a rendition. It lives in this tab only and is taken out when it is shown.

const LONGEST = 1200;

export function keepPreview(side, image) {
  sessionStorage.removeItem(`preview:${side}`); // another client's picture may never wait where this one cannot be drawn
  if (!image?.naturalWidth) return;
  const scale = Math.min(1, LONGEST / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  try {
    sessionStorage.setItem(`preview:${side}`, canvas.toDataURL("image/jpeg", 0.85));
  } catch {
    // A full or forbidden store means the page says that it prepares the picture.
  }
}

class EarlyPicture extends HTMLElement {
  connectedCallback() {
    const key = `preview:${this.dataset.side}`;
    const kept = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    if (!kept) return;
    const bytes = Uint8Array.from(atob(kept.split(",")[1]), (letter) => letter.charCodeAt(0));
    const image = document.createElement("img");
    image.className = "plate__picture plate__picture--unaligned";
    image.alt = this.dataset.title;
    this.address = URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" }));
    image.src = this.address;
    this.replaceChildren(image);
  }

  disconnectedCallback() {
    if (this.address) URL.revokeObjectURL(this.address);
  }
}

customElements.define("early-picture", EarlyPicture);
