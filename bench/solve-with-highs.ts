import type { TypeNetwork } from "../server/domain/engine/transfers/build-networks.ts";
import type { MixedProgram } from "../server/domain/engine/transfers/mixed-program.ts";
import type { HighsReply, HighsRequest } from "./highs.worker.ts";

/** A transportation problem as a linear program: one column an arc and one a shortage, one row a supply (at most) and one a demand (exactly). */
export function linearProgram({
  supply,
  demand,
  penalty,
  arcs,
}: Pick<TypeNetwork, "supply" | "demand" | "penalty" | "arcs">): MixedProgram {
  const columns = arcs.count + demand.length;
  const entries = 2 * arcs.count + demand.length;
  const starts = new Int32Array(columns + 1);
  const rows = new Int32Array(entries);
  for (let arc = 0; arc < arcs.count; arc++) {
    rows[2 * arc] = arcs.from[arc]!;
    rows[2 * arc + 1] = supply.length + arcs.to[arc]!;
    starts[arc + 1] = 2 * arc + 2;
  }
  for (let i = 0; i < demand.length; i++) {
    rows[2 * arcs.count + i] = supply.length + i;
    starts[arcs.count + i + 1] = 2 * arcs.count + i + 1;
  }
  const cost = new Float64Array(columns);
  cost.set(arcs.cost);
  cost.set(penalty, arcs.count);
  const upper = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const rowLower = new Float64Array(supply.length + demand.length);
  rowLower.set(demand, supply.length);
  const rowUpper = Float64Array.from([...supply, ...demand]);
  return { cost, upper, rowLower, rowUpper, starts, rows, values: new Float64Array(entries).fill(1) };
}

/** HiGHS in a worker of its own; `solve` takes one problem at a time, `close` ends the worker and with it its memory. */
export async function openHighs(): Promise<{
  solve: (request: HighsRequest) => Promise<Extract<HighsReply, { kind: "done" }>>;
  close: () => void;
}> {
  const worker = new Worker(new URL("./highs.worker.ts", import.meta.url).href, { type: "module" });
  const nextReply = () =>
    new Promise<HighsReply>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<HighsReply>) => resolve(data);
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(`HiGHS: ${event.message}`));
      };
    });
  await nextReply();
  return {
    solve: async (request) => {
      const reply = nextReply();
      worker.postMessage(request);
      const done = await reply;
      if (done.kind !== "done") throw new Error("HiGHS answered out of turn");
      return done;
    },
    close: () => worker.terminate(),
  };
}
