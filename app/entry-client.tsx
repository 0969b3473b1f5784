// @refresh reload
import { mount, StartClient } from "@solidjs/start/client";
import { loadInitialLocale } from "./lib/i18n.ts";

const root = document.getElementById("app");
await loadInitialLocale();
if (root) mount(() => <StartClient />, root);
