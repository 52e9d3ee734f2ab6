// <upload-form> sends what its two <upload-frame>s hold and shows how far each file has come; the request itself is
// htmx's. A frame takes files by button, drop, paste or camera and keeps them in its one native file input, so that the
// form is the same with and without this script.

import { keepPreview } from "./preview.js";

const IMAGE = /^image\//;
// Django takes 40 files of one form, headshots.body_cap 300 MB; both answer without a word that a person could use.
const MOST_FILES = 20; // in each of the two frames
const MOST_BYTES = 295_000_000;
const NAMED_LIKE_ONE = /\.(jpe?g|png|webp|hei[cf]|avif|tiff?)$/i;
const REASONS = { 400: "tooMuch", 413: "tooMuch" };

class UploadFrame extends HTMLElement {
  connectedCallback() {
    this.files = [];
    this.input = this.querySelector("input[type=file]:not([capture])");
    this.camera = this.querySelector("input[type=file][capture]");
    this.tiles = this.querySelector(".tiles");
    this.template = this.querySelector("template[data-tile]");
    this.input.addEventListener("change", () => this.take(this.input.files));
    this.camera?.addEventListener("change", () => {
      this.take(this.camera.files);
      this.camera.value = "";
    });
    this.addEventListener("dragover", this.over);
    this.addEventListener("dragleave", (event) => this.contains(event.relatedTarget) || this.toggleAttribute("data-over", false));
    this.addEventListener("drop", this.dropped);
    this.addEventListener("click", this.clicked);
  }

  disconnectedCallback() {
    for (const { preview } of this.files) URL.revokeObjectURL(preview);
  }

  over = (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    this.toggleAttribute("data-over", true);
  };

  dropped = (event) => {
    event.preventDefault();
    this.toggleAttribute("data-over", false);
    this.take(event.dataTransfer.files);
  };

  clicked = (event) => {
    const button = event.target.closest("[data-drop-file]");
    if (!button) return;
    const index = this.files.findIndex(({ tile }) => tile.contains(button));
    const [gone] = this.files.splice(index, 1);
    URL.revokeObjectURL(gone.preview);
    gone.tile.remove();
    this.keep();
    this.input.focus();
  };

  /** Add files to those already chosen; the same one twice is one. */
  take(list) {
    const before = this.files.length;
    for (const note of this.querySelectorAll("[data-noted]")) note.remove();
    const others = [...list].filter((file) => !this.files.some((known) => isSame(known.file, file)));
    for (const file of others.filter((file) => !looksLikeOne(file))) this.note(file.name, this.dataset.notOne);
    const pictures = others.filter(looksLikeOne);
    const room = MOST_FILES - this.files.length;
    pictures.slice(0, room).forEach((file) => this.add(file));
    if (pictures.length > room) this.note("", this.dataset.tooMany.replace("%n", MOST_FILES));
    this.keep();
    const first = this.files[before];
    if (first) first.tile.querySelector("input[type=radio]").checked = true;
  }

  /** Say beside the pictures why a file is not among them, as the server does of those that it refuses. */
  note(name, sentence) {
    const refusal = this.querySelector("template[data-refusal]").content.firstElementChild.cloneNode(true);
    const [title, says] = refusal.children;
    title.textContent = name;
    title.hidden = !name;
    says.textContent = sentence;
    this.querySelector(".frame__body").append(refusal);
  }

  add(file) {
    const tile = this.template.content.firstElementChild.cloneNode(true);
    const preview = URL.createObjectURL(file);
    const image = tile.querySelector("img");
    // Browsers cannot draw every type that we read (HEIC, TIFF): then the file's name stands alone.
    image.addEventListener("error", () => {
      image.hidden = true;
      tile.querySelector(".tile__says").hidden = false;
    });
    image.src = preview;
    tile.querySelector("[data-name]").textContent = file.name;
    for (const progress of tile.querySelectorAll("progress")) progress.max = file.size;
    this.files.push({ file, tile, preview });
    this.tiles.append(tile);
  }

  /** The native input holds exactly our files, and each tile's radio names its place among them. */
  keep() {
    const holder = new DataTransfer();
    for (const { file } of this.files) holder.items.add(file);
    this.input.files = holder.files;
    this.files.forEach(({ tile }, index) => {
      tile.querySelector("input[type=radio]").value = `new:${index}`;
    });
    const radios = [...this.querySelectorAll("input[type=radio]")];
    if (radios.length && !radios.some((radio) => radio.checked)) radios[0].checked = true;
  }

  /** The picture that will be compared, as far as this browser can draw it. */
  get chosenImage() {
    return this.querySelector(".tile:has(:checked) img:not([hidden])");
  }

  get isEmpty() {
    return this.tiles.childElementCount === 0;
  }
}

function isSame(one, other) {
  return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
}

function looksLikeOne(file) {
  return IMAGE.test(file.type) || NAMED_LIKE_ONE.test(file.name);
}

class UploadForm extends HTMLElement {
  connectedCallback() {
    this.frames = [...this.querySelectorAll("upload-frame")];
    this.status = this.querySelector("[data-upload-status]");
    this.listening = new AbortController();
    const { signal } = this.listening;
    document.addEventListener("paste", this.pasted, { signal });
    // Pictures of the contact sheet ask for themselves too; only the form's own request concerns us.
    const form = this.querySelector("form");
    const listen = (type, handler) => {
      this.addEventListener(type, (event) => event.target === form && handler(event), { signal });
    };
    listen("htmx:beforeRequest", this.sending);
    listen("htmx:xhr:progress", this.progressed);
    listen("htmx:beforeOnLoad", this.leaving);
    listen("htmx:afterRequest", this.answered);
  }

  disconnectedCallback() {
    this.listening.abort();
  }

  /** A pasted picture goes to the frame with the focus, or to the first that is empty. */
  pasted = (event) => {
    if (!event.clipboardData?.files.length) return;
    const frame = this.frames.find((item) => item.contains(document.activeElement)) ?? this.frames.find((item) => item.isEmpty) ?? this.frames[0];
    event.preventDefault();
    frame.take(event.clipboardData.files);
  };

  sending = (event) => {
    const bytes = this.frames.flatMap((frame) => frame.files).reduce((sum, { file }) => sum + file.size, 0);
    if (bytes > MOST_BYTES) {
      event.preventDefault();
      this.status.textContent = this.dataset.tooMuch;
      return;
    }
    this.toggleAttribute("data-sending", true);
    this.allSent = false;
  };

  /** The browser sends the files one after the other, so the bytes that have left tell how far each one is. */
  progressed = ({ detail }) => {
    if (!detail.lengthComputable || this.allSent) return; // after the upload, the answer's own bytes are counted
    const files = this.frames.flatMap((frame) => frame.files);
    const size = files.reduce((sum, { file }) => sum + file.size, 0);
    let left = detail.loaded * (size / detail.total);
    for (const { file, tile } of files) {
      const sent = Math.min(Math.max(left, 0), file.size);
      tile.querySelector("progress").value = sent;
      left -= sent;
    }
    this.allSent = detail.loaded === detail.total;
    const words = this.allSent ? this.dataset.sent : this.dataset.sending;
    this.status.textContent = words.replace("%n", Math.floor((100 * detail.loaded) / detail.total));
  };

  /** The comparison began: its page shows these very pictures until the worker has made its own. */
  leaving = ({ detail }) => {
    if (!detail.xhr.getResponseHeader("HX-Redirect")) return;
    for (const frame of this.frames) keepPreview(frame.dataset.side, frame.chosenImage);
  };

  answered = ({ detail }) => {
    this.toggleAttribute("data-sending", false);
    if (detail.successful || detail.xhr.status === 422) return;
    this.status.textContent = this.dataset[REASONS[detail.xhr.status] ?? (detail.xhr.status ? "broken" : "lost")];
  };
}

customElements.define("upload-frame", UploadFrame);
customElements.define("upload-form", UploadForm);
