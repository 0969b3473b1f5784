import "./paper.css";
import { useParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import Download from "lucide-solid/icons/download";
import Printer from "lucide-solid/icons/printer";
import { For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { CompareTable } from "../inspections/compare-table.tsx";
import { type Dispute, disputePack } from "../inspections/inspections.queries.ts";
import { FactsSections, PhotosSection, UsageSection, WorkSection } from "./dispute-sections.tsx";
import { EventsSection } from "./events-section.tsx";
import { TicketSheet } from "./ticket-sheet.tsx";

function save(pack: Dispute): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(pack, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `dispute-${pack.rental.humanId}-${pack.rental.id}.json`;
  link.click();
  // The download has begun by then; at once some browsers lose it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Everything on record about one rental, for the screen and for paper. */
export function DisputePage() {
  const params = useParams<{ id: string }>();
  const format = useFormat();
  const pack = useQuery(() => disputePack(params.id));
  return (
    <Loaded query={pack}>
      {(data) => {
        const tickets = () => [data().tickets.out, data().tickets.in].filter((ticket) => ticket !== null);
        return (
          <div class="paper flex flex-col">
            <PageHeader
              title={t("dispute.title")}
              eyebrow={`${data().rental.humanId} · ${data().rental.make} ${data().rental.model}`}
              description={`${t("dispute.hint")} ${t("dispute.made", { time: format().dateTime(data().madeAt, data().rental.siteTimeZone ?? undefined) })}`}
              actions={
                <div data-screen-only class="flex flex-wrap gap-2">
                  <Button onClick={() => save(data())}>
                    <Download aria-hidden="true" />
                    {t("dispute.json")}
                  </Button>
                  <Button variant="primary" onClick={() => window.print()}>
                    <Printer aria-hidden="true" />
                    {t("dispute.print")}
                  </Button>
                </div>
              }
            />
            <div class="flex flex-col gap-4">
              <Show when={data().truncated.length > 0}>
                <p role="status" class="rounded-md border border-amber-line bg-amber-soft p-3 text-sm text-amber">
                  {t("dispute.truncated", {
                    what: data()
                      .truncated.map((what) => t(`dispute.what.${what}`))
                      .join(", "),
                  })}
                </p>
              </Show>
              <FactsSections pack={data()} />
              <div data-page>
                <Card title={t("dispute.inspections")} flush>
                  <Show
                    when={data().inspections.out ?? data().inspections.in}
                    fallback={<p class="p-4 text-muted">{t("inspections.compare.noneTitle")}</p>}
                  >
                    <CompareTable out={data().inspections.out} in={data().inspections.in} whole />
                  </Show>
                </Card>
              </div>
              <WorkSection pack={data()} />
              <div data-page class="flex flex-col gap-4">
                <For
                  each={tickets()}
                  fallback={
                    <Card title={t("dispute.tickets")}>
                      <p class="text-sm text-muted">{t("dispute.noTickets")}</p>
                    </Card>
                  }
                >
                  {(ticket) => (
                    <div data-whole>
                      <Card title={t(`inspections.ticket.title.${ticket.kind}`)}>
                        <TicketSheet ticket={ticket} />
                      </Card>
                    </div>
                  )}
                </For>
              </div>
              <div data-page>
                <PhotosSection pack={data()} />
              </div>
              <UsageSection pack={data()} />
              <div data-page>
                <EventsSection pack={data()} />
              </div>
            </div>
          </div>
        );
      }}
    </Loaded>
  );
}
