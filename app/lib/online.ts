import { createSignal } from "solid-js";

const [online, setOnline] = createSignal(navigator.onLine);
window.addEventListener("online", () => setOnline(true));
window.addEventListener("offline", () => setOnline(false));

/** False when the device knows that it has no network. True says little: the server may still be out of reach. */
export { online };
