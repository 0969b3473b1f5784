import { Show } from "solid-js";
import type { Format } from "~/lib/format.ts";
import { t } from "~/lib/i18n.ts";
import { Badge } from "~/ui/badge.tsx";
import type { Column } from "~/ui/data-table.tsx";
import { StatusBadge } from "~/ui/status-badge.tsx";
import { dueStatus } from "./due-status.ts";
import type { Rental } from "./rentals.queries.ts";

interface Settings {
  format: Format;
  now: Date;
  organizationZone: string;
  /** Returned rentals show when they came back and their hours instead of the due time. */
  history: boolean;
  /** A customer knows who it is. */
  showCustomer: boolean;
  /** Where rentals are chosen for a step: which are, and what a tick does. Null elsewhere. */
  choice: { isChosen: (id: string) => boolean; choose: (id: string, chosen: boolean) => void } | null;
}

/** The columns of a list of rentals. */
export function rentalColumns({
  format,
  now,
  organizationZone,
  history,
  showCustomer,
  choice,
}: Settings): Column<Rental>[] {
  const zone = (rental: Rental) => rental.siteTimeZone ?? organizationZone;
  const time = (at: string | null, rental: Rental) =>
    at ? format.dateTime(at, zone(rental)) : t("common.state.unknown");
  const moved = (rental: Rental) => rental.firstDueAt !== rental.dueAt;
  const columns: (Column<Rental> | false)[] = [
    {
      id: "machine",
      header: t("rentals.column.machine"),
      sortValue: (rental) => rental.humanId.padStart(12),
      cell: (rental) => (
        <>
          {rental.humanId}
          <span class="block text-sm font-normal text-muted">{`${rental.make} ${rental.model}`}</span>
        </>
      ),
    },
    {
      id: "state",
      header: t("rentals.column.state"),
      card: "badge",
      cell: (rental) => (
        <span class="flex flex-col items-end gap-1 md:items-start">
          <StatusBadge status={dueStatus(rental, now, organizationZone) ?? rental.state} />
          <Show when={rental.asked}>
            <Badge tone="amber">{t("rentals.asked")}</Badge>
          </Show>
        </span>
      ),
    },
    {
      id: "site",
      header: t("rentals.column.site"),
      sortValue: (rental) => rental.siteName,
      cell: (rental) => rental.siteName ?? t("common.state.unknown"),
    },
    showCustomer && {
      id: "customer",
      header: t("rentals.column.customer"),
      sortValue: (rental) => rental.customerName,
      cell: (rental) => rental.customerName ?? t("common.state.unknown"),
    },
    {
      id: "out",
      header: t("rentals.column.out"),
      sortValue: (rental) => rental.checkedOutAt,
      card: "hidden",
      cell: (rental) => (rental.checkedOutAt ? time(rental.checkedOutAt, rental) : "–"),
    },
    history && {
      id: "back",
      header: t("rentals.column.back"),
      sortValue: (rental) => rental.checkedInAt,
      cell: (rental) => time(rental.checkedInAt, rental),
    },
    !history && {
      id: "due",
      header: t("rentals.column.due"),
      sortValue: (rental) => rental.dueAt,
      cell: (rental) => (
        <>
          {time(rental.dueAt, rental)}
          <Show when={rental.callOffDay}>
            {(day) => (
              <span class="block text-xs text-muted">{t("rentals.calledOffFor", { day: format.day(day()) })}</span>
            )}
          </Show>
          <Show when={moved(rental)}>
            <span class="block text-xs text-muted">
              {t("rentals.firstDue", { time: time(rental.firstDueAt, rental) })}
            </span>
          </Show>
        </>
      ),
    },
    !history && {
      id: "contract",
      class: "whitespace-nowrap",
      header: t("rentals.papers.contract"),
      card: "hidden",
      sortValue: (rental) => rental.contractNumber,
      cell: (rental) => (
        <>
          {rental.contractNumber ?? "–"}
          <Show when={rental.poNumber}>{(po) => <span class="block text-xs text-muted">{po()}</span>}</Show>
        </>
      ),
    },
    history && {
      id: "hours",
      header: t("rentals.column.hours"),
      align: "end",
      sortValue: (rental) => rental.hours,
      cell: (rental) => (rental.hours === null ? "–" : format.hours(rental.hours)),
    },
    choice !== null && {
      id: "choose",
      header: t("rentals.batch.column"),
      cell: (rental) => (
        <Show when={rental.state === "ON_RENT"} fallback="–">
          <label class="relative z-10 -my-2 -ms-3 inline-grid size-12 cursor-pointer place-items-center">
            <input
              type="checkbox"
              class="size-5 accent-current"
              aria-label={t("rentals.batch.choose", { machine: rental.humanId })}
              checked={choice.isChosen(rental.id)}
              onChange={(event) => choice.choose(rental.id, event.currentTarget.checked)}
            />
          </label>
        </Show>
      ),
    },
  ];
  return columns.filter((column) => column !== false);
}
