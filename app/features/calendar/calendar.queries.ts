/** Server state of the calendar. */
import { keepPreviousData } from "@tanstack/solid-query";
import type { RouterInputs, RouterOutputs } from "~/lib/app-router.ts";
import { trpc } from "~/lib/trpc.ts";

export type Calendar = RouterOutputs["reservations"]["calendar"];

/** Pages of machines with their bars; the window before stays in sight while another one loads. */
export const calendarPages = (wanted: Omit<RouterInputs["reservations"]["calendar"], "cursor" | "limit">) => ({
  ...trpc.reservations.calendar.infiniteQueryOptions(
    { ...wanted, limit: 500 },
    { getNextPageParam: (last) => last.machines.nextCursor },
  ),
  placeholderData: keepPreviousData,
});
