import { useMutation } from "@tanstack/solid-query";
import { type Accessor, createMemo, createSignal } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { toast } from "~/ui/toast.tsx";
import { refreshReservations } from "~/features/reservations/reservations.queries.ts";
import { firstConflict, sentDays, shifted, type Shift } from "./calendar-days.ts";
import { type Bounded, type CalendarRow, type Entry, gapMs } from "./calendar-rows.ts";
import type { Calendar } from "./calendar.queries.ts";
import { spanText } from "./entry-words.ts";

/** A move that has not been carried out: dragged, or chosen by keys. */
export type Move = { entry: Bounded; shift: Shift; rowKey: string };
export type PendingMove = Move & { shown: Bounded; conflict: Entry | null };

export type Moves = ReturnType<typeof createMoves>;

const still: Shift = { from: 0, to: 0 };

/** Moving bookings to other days or another machine, by pointer and by keys alike; what stands against it is known at once. */
export function createMoves(calendar: Accessor<Calendar>, rows: Accessor<readonly CalendarRow[]>) {
  const { can } = useSession();
  const format = useFormat();
  const [move, setMove] = createSignal<Move | null>(null);
  const zone = () => calendar().timeZone;
  const rowOf = (key: string) => rows().find((row) => row.key === key);

  const mayShift = (entry: Entry): entry is Bounded =>
    (entry.kind === "RESERVED" || entry.kind === "REQUESTED" || entry.kind === "promise") &&
    entry.reservationId !== null &&
    entry.to !== null &&
    !entry.travels &&
    can("reservations.change");
  /** Whether it may go to the row of another machine: of the same type, and in service. */
  const mayPut = (entry: Entry, row: CalendarRow | undefined): boolean =>
    row?.kind === "machine" &&
    row.key !== entry.rowKey &&
    row.type === entry.type &&
    !row.outOfService &&
    entry.confirmed &&
    can("reservations.allocate");

  const pending = createMemo<PendingMove | null>(() => {
    const current = move();
    if (!current) return null;
    const { entry, shift, rowKey } = current;
    const elsewhere = rowKey !== entry.rowKey;
    const shown = elsewhere ? entry : shifted(entry, shift, zone());
    if (!shown) return null;
    const others = (rowOf(rowKey)?.entries ?? []).filter(
      (other) => other.kind !== "RETURNED" && (elsewhere || other.reservationId !== entry.reservationId),
    );
    const conflict =
      rowOf(rowKey)?.kind === "machine" ? firstConflict(others, shown, gapMs(calendar().buffers, entry.type)) : null;
    return { ...current, shown, conflict };
  });

  const conflictText = (conflict: Entry) =>
    t("calendar.conflict", {
      who: conflict.customerName ?? t(`calendar.kind.${conflict.kind}`),
      period: spanText(conflict, zone(), format()),
    });
  /** What a pending move comes to, for screen readers and beside the pointer. */
  const pendingText = createMemo(() => {
    const current = pending();
    if (!current) return "";
    if (current.conflict) return conflictText(current.conflict);
    if (current.rowKey !== current.entry.rowKey)
      return t("calendar.pendingOn", { machine: rowOf(current.rowKey)?.humanId ?? "" });
    return t("calendar.pending", { period: spanText(current.shown, zone(), format()) });
  });

  const send = useMutation(() => ({
    mutationFn: async ({ entry, shown, rowKey }: PendingMove) => {
      const operationId = crypto.randomUUID();
      const id = entry.reservationId!;
      if (rowKey === entry.rowKey) {
        await client.reservations.change.mutate({ operationId, id, ...sentDays(shown, zone()) });
        return t("calendar.moved", { period: spanText(shown, zone(), format()) });
      }
      const humanId = rowOf(rowKey)!.humanId!;
      const replaces = entry.humanId ? { replaces: entry.humanId } : {};
      await client.reservations.allocate.mutate({ operationId, id, humanId, ...replaces });
      return t("calendar.given", { machine: humanId });
    },
    onSuccess: (said: string, { entry, rowKey }) => {
      const undo = () => send.mutate({ entry, shown: entry, rowKey: entry.rowKey, shift: still, conflict: null });
      toast.success(said, rowKey === entry.rowKey ? { action: { label: t("calendar.undo"), onClick: undo } } : {});
    },
    onError: (error) => toast.error(errorSentence(error, t)),
    onSettled: () => {
      setMove(null);
      return refreshReservations();
    },
  }));

  /** Carries out what is pending, if something changes and nothing stands against it. */
  function apply(): void {
    const current = pending();
    const { from, to } = current?.shift ?? still;
    if (!current || (from === 0 && to === 0 && current.rowKey === current.entry.rowKey)) return void setMove(null);
    if (current.conflict) {
      toast.error(conflictText(current.conflict));
      return void setMove(null);
    }
    send.mutate(current);
  }

  /** The nearest row above or below to which the entry may go. */
  function neighbour(entry: Entry, rowKey: string, by: 1 | -1): string | null {
    const all = rows();
    for (let at = all.findIndex((row) => row.key === rowKey) + by; at >= 0 && at < all.length; at += by) {
      const row = all[at]!;
      if (row.key === entry.rowKey || mayPut(entry, row)) return row.key;
    }
    return null;
  }

  return {
    pending,
    pendingText,
    sending: () => send.isPending,
    mayShift,
    mayPut: (entry: Entry, rowKey: string) => mayPut(entry, rowOf(rowKey)),
    set: (next: Move | null) => !send.isPending && setMove(next),
    apply,
    neighbour,
  };
}
