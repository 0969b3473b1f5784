/**
 * The server's contract, by type only: nothing of it reaches the bundle. Screens take shapes from here
 * (`RouterOutputs["iam"]["me"]`) and never retype them.
 */
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "../../server/router.ts";

export type { AppRouter };
export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;
