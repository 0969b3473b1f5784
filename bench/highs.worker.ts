/** Solves linear and integer programs with HiGHS: single-threaded WebAssembly whose memory never shrinks, so it lives in a worker that is ended. */
import highsLoader from "highs";
import type { MixedProgram } from "../server/domain/engine/transfers/mixed-program.ts";

/** After `limitSeconds` the solver gives up. `whole` says whether the columns have to be whole numbers. */
export type HighsRequest = { program: MixedProgram; whole: boolean; limitSeconds: number };
/** `values` are the best columns found, null where there are none; `isOptimal` that no others are better. */
export type HighsReply =
  { kind: "ready" } | { kind: "done"; isOptimal: boolean; objective: number; values: Float64Array | null; ms: number };

const highs = await highsLoader();

function solve({ program, whole, limitSeconds }: HighsRequest): HighsReply {
  const startedMs = performance.now();
  const { cost, upper, rowLower, rowUpper, starts, rows, values } = program;
  const size = { numCols: cost.length, numRows: rowLower.length };
  const model = highs.createModel({
    ...size,
    colCost: cost,
    colLower: new Float64Array(cost.length),
    colUpper: upper,
    rowLower,
    rowUpper,
    matrix: { format: "csc", ...size, starts, indices: rows, values },
    ...(whole ? { integrality: new Int32Array(cost.length).fill(highs.constants.variableType.integer) } : {}),
  });
  try {
    model.options.set({ output_flag: false, time_limit: limitSeconds, mip_rel_gap: 0.001 });
    const { modelStatus } = model.run();
    const isOptimal = modelStatus === highs.constants.modelStatus.optimal;
    const objective = model.getObjectiveValue();
    const found = isOptimal || (whole && Number.isFinite(objective)) ? model.getSolution().colValue : null;
    return { kind: "done", isOptimal, objective, values: found, ms: performance.now() - startedMs };
  } finally {
    model.dispose();
  }
}

globalThis.onmessage = ({ data }: MessageEvent<HighsRequest>) => postMessage(solve(data));
// What is posted before the loader is done would be lost.
postMessage({ kind: "ready" } satisfies HighsReply);
