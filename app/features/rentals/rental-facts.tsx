import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { type Definition, DefinitionList } from "~/ui/definition-list.tsx";
import type { RentalRecord } from "./rentals.queries.ts";
import { TwoClocks } from "./two-clocks.tsx";

/** When, where and for whom. */
export function RentalFacts(props: { rental: RentalRecord }) {
  const format = useFormat();
  const { me } = useSession();
  const zone = () => props.rental.siteTimeZone ?? me().organization.timeZone;
  const clock = (at: string | null) => at && <TwoClocks at={at} timeZone={zone()} />;
  const items = (): Definition[] => {
    const { rental } = props;
    const facts: Definition[] = [
      { term: t("rentals.column.due"), value: clock(rental.dueAt) },
      { term: t("rentals.record.firstDue"), value: clock(rental.firstDueAt) },
      { term: t("rentals.column.out"), value: rental.checkedOutAt ? clock(rental.checkedOutAt) : "–" },
    ];
    if (rental.callOffDay && rental.state !== "RETURNED")
      facts.push({ term: t("rentals.record.lastDay"), value: format().day(rental.callOffDay) });
    if (rental.checkedInAt) facts.push({ term: t("rentals.column.back"), value: clock(rental.checkedInAt) });
    if (rental.droppedOffAt) facts.push({ term: t("rentals.record.dropped"), value: clock(rental.droppedOffAt) });
    if (rental.lateDays !== null)
      facts.push({
        term: t("rentals.record.punctual"),
        value: rental.lateDays > 0 ? t("ledger.detail.late", rental.lateDays) : t("ledger.detail.inTime"),
      });
    facts.push({
      term: t("rentals.column.site"),
      value: (
        <A href={`/sites/${rental.siteId}`} class="underline-offset-2 hover:underline">
          {rental.siteName ?? t("common.state.unknown")}
        </A>
      ),
    });
    if (me().organization.type !== "CUSTOMER")
      facts.push({ term: t("rentals.column.customer"), value: rental.customerName });
    if (me().organization.type !== "DEALER") facts.push({ term: t("rentals.dealer"), value: rental.dealerName });
    if (rental.contractNumber) facts.push({ term: t("rentals.papers.contract"), value: rental.contractNumber });
    if (rental.poNumber) facts.push({ term: t("rentals.papers.po"), value: rental.poNumber });
    return facts;
  };
  const links = () => {
    const { reservationId, replaces, replacedBy } = props.rental;
    return [
      reservationId && { href: `/reservations/${reservationId}`, words: t("rentals.record.booking") },
      replaces && {
        href: `/rentals/${replaces.id}`,
        words: t("rentals.record.replaces", { machine: replaces.humanId }),
      },
      replacedBy && {
        href: `/rentals/${replacedBy.id}`,
        words: t("rentals.record.replacedBy", { machine: replacedBy.humanId }),
      },
    ].filter((link) => link !== null && link !== "");
  };
  return (
    <Card title={t("rentals.record.facts")}>
      <DefinitionList items={items()} columns={3} />
      <Show when={props.rental.stays.length > 1}>
        <h3 class="mt-6 mb-2 text-sm font-semibold">{t("rentals.record.stays")}</h3>
        <ol class="flex flex-col gap-1 text-sm">
          <For each={props.rental.stays}>
            {(stay) => (
              <li class="flex flex-wrap justify-between gap-x-4 border-b border-line py-1 last:border-b-0">
                <span class="font-medium">{stay.siteName ?? t("common.state.unknown")}</span>
                <span class="text-muted">
                  {stay.from ? format().date(stay.from, zone()) : "–"}
                  {" – "}
                  {stay.to ? format().date(stay.to, zone()) : t("rentals.record.now")}
                </span>
              </li>
            )}
          </For>
        </ol>
      </Show>
      <For each={links()}>
        {({ href, words }) => (
          <p class="mt-4 text-sm">
            <A href={href} class="font-semibold underline underline-offset-2 coarse:inline-block coarse:py-3">
              {words}
            </A>
          </p>
        )}
      </For>
    </Card>
  );
}
