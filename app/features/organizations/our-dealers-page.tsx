import { useQuery } from "@tanstack/solid-query";
import CircleCheck from "lucide-solid/icons/circle-check";
import Archive from "lucide-solid/icons/archive";
import Store from "lucide-solid/icons/store";
import { createSignal, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { Badge } from "~/ui/badge.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { ConfirmDialog } from "~/ui/confirm-dialog.tsx";
import { type Column, DataTable } from "~/ui/data-table.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { toast } from "~/ui/toast.tsx";
import { IncomingRequests } from "./incoming-requests.tsx";
import { OpenSitesDialog } from "./open-sites-dialog.tsx";
import { type OurDealer, ourDealersQuery, refreshOrganizations } from "./organizations.queries.ts";

/** A customer's dealers, and those that ask to become one. */
export function OurDealersPage() {
  const format = useFormat();
  const { me, can } = useSession();
  const query = useQuery(ourDealersQuery);
  const [ending, setEnding] = createSignal<OurDealer | null>(null);
  const [opening, setOpening] = createSignal<OurDealer | null>(null);
  const [closing, setClosing] = createSignal<OurDealer | null>(null);
  const columns = (): Column<OurDealer>[] => [
    {
      id: "name",
      header: t("organizations.ours.column.name"),
      sortValue: ({ name }) => name.toLocaleLowerCase(),
      cell: (dealer) => <span class="font-semibold break-words">{dealer.name}</span>,
    },
    {
      id: "state",
      header: t("organizations.ours.column.state"),
      card: "badge",
      cell: (dealer) => (
        <Show
          when={dealer.endedAt}
          fallback={
            <Badge tone="green" icon={<CircleCheck aria-hidden="true" />}>
              {t("organizations.ours.now")}
            </Badge>
          }
        >
          {(at) => (
            <Badge icon={<Archive aria-hidden="true" />}>
              {t("organizations.ours.former", { date: format().date(at()) })}
            </Badge>
          )}
        </Show>
      ),
    },
    {
      id: "sites",
      header: t("organizations.ours.sites"),
      align: "end",
      sortValue: (dealer) => dealer.siteIds.length,
      cell: (dealer) => format().number(dealer.siteIds.length),
    },
    {
      id: "machines",
      header: t("organizations.ours.column.machines"),
      align: "end",
      sortValue: ({ machines }) => machines,
      cell: ({ machines }) => format().number(machines),
    },
    {
      id: "since",
      header: t("organizations.ours.column.since"),
      sortValue: ({ since }) => since,
      cell: ({ since }) => format().date(since),
    },
    {
      id: "actions",
      header: t("organizations.ours.column.actions"),
      align: "end",
      card: "wide",
      class: "md:w-80",
      cell: (dealer) => (
        <Show when={!dealer.endedAt && can("relations.end")} fallback="–">
          <span class="flex flex-wrap gap-2 md:flex-nowrap md:justify-end">
            <Button
              size="sm"
              aria-label={t("organizations.ours.openLabel", { name: dealer.name })}
              onClick={() => {
                setOpening(dealer);
                setClosing(dealer);
              }}
            >
              {t("organizations.ours.open")}
            </Button>
            <Button
              size="sm"
              aria-label={t("organizations.ours.endLabel", { name: dealer.name })}
              onClick={() => {
                setEnding(dealer);
                setClosing(dealer);
              }}
            >
              {t("organizations.ours.end")}
            </Button>
          </span>
        </Show>
      ),
    },
  ];
  async function confirm(operationId: string) {
    const { dealerId, name } = ending()!;
    await client.relations.end.mutate({ operationId, dealerId, customerId: me().organization.id });
    toast.success(t("organizations.customers.endDialog.done", { name }));
    setEnding(null);
    await refreshOrganizations();
  }

  return (
    <>
      <PageHeader title={t("organizations.ours.title")} description={t("organizations.ours.hint")} />
      <IncomingRequests />
      <Card flush>
        <Loaded query={query}>
          {(data) => (
            <DataTable
              caption={t("organizations.ours.title")}
              columns={columns()}
              rows={data().items}
              rowId={({ dealerId }) => dealerId}
              empty={
                <EmptyState
                  icon={<Store />}
                  title={t("organizations.ours.none")}
                  hint={t("organizations.ours.noneHint")}
                />
              }
            />
          )}
        </Loaded>
      </Card>
      <OpenSitesDialog open={opening() !== null} dealer={closing()} onClose={() => setOpening(null)} />
      <ConfirmDialog
        open={ending() !== null}
        onClose={() => setEnding(null)}
        title={t("organizations.customers.endDialog.title", { name: closing()?.name ?? "" })}
        hint={t("organizations.customers.endDialog.hint")}
        action={t("organizations.customers.endDialog.action")}
        danger
        onConfirm={confirm}
      />
    </>
  );
}
