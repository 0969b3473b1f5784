/**
 * Lets a benchmark run the app's own verbs with and without the audit chain: as the module is loaded, its `appendEvent` gets a
 * switch in front. Off, it does none of its work (no canonical form, hash, salt, statement or lock); the verbs stay as they are.
 * Must be imported before anything that imports a verb.
 */
import { plugin } from "bun";

const path = new URL("../server/features/ledger/append-event.ts", import.meta.url).pathname;
const head = "export async function appendEvent(";

const state = { on: true };
(globalThis as { chainSwitch?: typeof state }).chainSwitch = state;

plugin({
  name: "chain-switch",
  setup(build) {
    build.onLoad({ filter: /\/ledger\/append-event\.ts$/ }, async () => {
      const source = await Bun.file(path).text();
      if (source.split(head).length !== 2) throw new Error(`${path} does not have one "${head}"`);
      const append = source.replace(head, "async function append(");
      const contents = `${append}\nexport const appendEvent: typeof append = (tenant, event) =>
        (globalThis as any).chainSwitch.on ? append(tenant, event) : Promise.resolve({ id: Bun.randomUUIDv7(), seq: 0 });`;
      return { contents, loader: "ts" };
    });
  },
});

/** Whether events are appended from now on. */
export function chainOn(on: boolean): void {
  state.on = on;
}
