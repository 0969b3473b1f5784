// @refresh reload
// Before anything that makes a schema.
import "./lib/zod-without-eval.ts";
import { mount, StartClient } from "@solidjs/start/client";
import { loadInitialLocale } from "./lib/i18n.ts";

const root = document.getElementById("app");
await loadInitialLocale();
if (root) mount(() => <StartClient />, root);
