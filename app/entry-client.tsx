// @refresh reload
/**
 * The first code of a page, and small: on the scan screen the camera is asked for before the app itself is, which may take long where
 * labels hang.
 */
import "./app.css";
import "./lib/zod-without-eval.ts";
import { knowsMe } from "./lib/early-me.ts";
import { startEarlyCamera } from "./lib/scanner/early-camera.ts";

const root = document.getElementById("app");
if (window.location.pathname === "/scan" && (await knowsMe())) {
  const preview = document.createElement("video");
  preview.className = "early-camera";
  preview.setAttribute("aria-hidden", "true");
  document.body.append(preview);
  startEarlyCamera(preview);
}
try {
  const { start } = await import("./client.tsx");
  await start(root);
} catch (error) {
  console.error(error);
  // The dictionaries have not come either.
  const again = document.createElement("button");
  again.className = "boot-again";
  again.textContent = document.documentElement.lang === "de" ? "↻ Neu laden" : "↻ Reload";
  again.addEventListener("click", () => window.location.reload());
  document.body.append(again);
}
