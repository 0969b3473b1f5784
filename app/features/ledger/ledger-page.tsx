import { useSearchParams } from "@solidjs/router";
import { useInfiniteQuery } from "@tanstack/solid-query";
import ScrollText from "lucide-solid/icons/scroll-text";
import { createMemo, Match, Show, Switch } from "solid-js";
import { SearchField } from "~/features/assets/search-field.tsx";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { type Column, DataTable } from "~/ui/data-table.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { Select } from "~/ui/select.tsx";
import { EventCell, EventMachine, EventWho } from "./event-cells.tsx";
import { type LedgerEvent, type LedgerFilter, ledgerPages } from "./ledger.queries.ts";
import { VerifyChain } from "./verify-chain.tsx";

const kinds = [
  "rental.checked_out",
  "rental.checked_in",
  "rental.check_out_refused",
  "rental.extended",
  "rental.transferred",
  "rental.swapped_in",
  "rental.called_off",
  "rental.collected",
  "task.done",
  "maintenance.done",
  "inspection.submitted",
  "ticket.signed",
  "usage.logged",
  "asset.noted",
  "asset.status_changed",
  "site.created",
  "session.started",
  "badge.issued",
  "badge.revoked",
  "badge.locked",
  "api_client.created",
  "api_client.revoked",
] as const;

/** The audit trail: every event in reach, newest first, and the proof that nothing was changed. */
export function LedgerPage() {
  const [params, setParams] = useSearchParams<{ type?: string; humanId?: string }>();
  const format = useFormat();
  const { can } = useSession();
  const filter = createMemo((): LedgerFilter => ({
    ...(kinds.some((kind) => kind === params.type) ? { type: params.type } : {}),
    ...(params.humanId ? { humanId: params.humanId.toUpperCase() } : {}),
  }));
  const query = useInfiniteQuery(() => ledgerPages(filter()));
  const rows = () => (query.isPending ? [] : (query.data?.pages.flatMap((page) => page.items) ?? []));
  const filtered = () => Object.keys(filter()).length > 0;
  const columns = (): Column<LedgerEvent>[] => [
    { id: "what", header: t("ledger.column.what"), cell: (event) => <EventCell event={event} />, class: "max-w-md" },
    { id: "machine", header: t("ledger.column.machine"), cell: (event) => <EventMachine humanId={event.humanId} /> },
    { id: "who", header: t("ledger.column.who"), cell: (event) => <EventWho event={event} /> },
    {
      id: "when",
      header: t("ledger.column.when"),
      cell: (event) => <time datetime={event.at}>{format().dateTime(event.at)}</time>,
    },
    { id: "seq", header: t("ledger.column.seq"), cell: (event) => format().number(event.seq), align: "end" },
    {
      id: "hash",
      header: t("ledger.column.hash"),
      cell: (event) => (
        <code class="font-mono text-xs" title={event.selfHash}>
          {event.selfHash.slice(0, 12)}
        </code>
      ),
    },
  ];
  return (
    <>
      <PageHeader title={t("ledger.title")} description={t("ledger.hint")} />
      <Show when={can("ledger.verify")}>
        <VerifyChain />
      </Show>
      <div class="mb-4 flex flex-col gap-3 sm:flex-row sm:items-end">
        <Select
          class="sm:w-64"
          label={t("ledger.filter.type")}
          value={filter().type ?? ""}
          options={[
            { value: "", label: t("ledger.filter.all") },
            ...kinds.map((kind) => ({ value: kind as string, label: t(`ledger.kind.${kind}`) })),
          ]}
          onChange={(type) => setParams({ type: type || undefined }, { replace: true, scroll: false })}
        />
        <SearchField
          class="sm:w-64"
          label={t("ledger.filter.machine")}
          placeholder={t("ledger.filter.machine")}
          value={params.humanId ?? ""}
          onSearch={(humanId) => setParams({ humanId: humanId || undefined }, { replace: true, scroll: false })}
        />
      </div>
      <Card flush>
        <Switch>
          <Match when={query.isError && rows().length === 0}>
            <ErrorState error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />
          </Match>
          <Match when={true}>
            <DataTable
              caption={t("ledger.title")}
              columns={columns()}
              rows={rows()}
              rowId={(event) => event.id}
              loading={query.isPending}
              empty={
                <EmptyState
                  icon={<ScrollText />}
                  title={t(filtered() ? "ledger.noMatch.title" : "ledger.none.title")}
                  hint={t(filtered() ? "ledger.noMatch.hint" : "ledger.none.hint")}
                />
              }
            />
            <LoadMore query={query} />
          </Match>
        </Switch>
      </Card>
    </>
  );
}
