import { useSearchParams } from "@solidjs/router";
import { useInfiniteQuery } from "@tanstack/solid-query";
import Building from "lucide-solid/icons/building";
import Handshake from "lucide-solid/icons/handshake";
import Plus from "lucide-solid/icons/plus";
import { createSignal, type JSX, Match, Show, Switch } from "solid-js";
import { SearchField } from "~/features/assets/search-field.tsx";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { DataTable } from "~/ui/data-table.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { Tabs } from "~/ui/tabs.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";
import { customerColumns } from "./customer-columns.tsx";
import type { WantedOfCustomer } from "./customer-dialogs.tsx";
import { customersQuery } from "./organizations.queries.ts";
import { RequestList } from "./request-list.tsx";

const CreateCustomerDialog = lazyPart(
  async () => (await import("./create-customer-dialog.tsx")).CreateCustomerDialog,
  ({ open }) => open,
);
const CustomerDialogs = lazyPart(
  async () => (await import("./customer-dialogs.tsx")).CustomerDialogs,
  ({ wanted }) => wanted,
);
const RequestDialog = lazyPart(
  async () => (await import("./request-dialog.tsx")).RequestDialog,
  ({ open }) => open,
);

const TABS = ["now", "requests", "former"] as const;
type TabName = (typeof TABS)[number];

function CustomerList(props: { former: boolean; wanted: string; actions: JSX.Element }) {
  const { me, can } = useSession();
  const format = useFormat();
  const [asked, setAsked] = createSignal<WantedOfCustomer | null>(null);
  const query = useInfiniteQuery(() => customersQuery(props.former, props.wanted));
  const rows = () => (query.isPending ? [] : (query.data?.pages.flatMap((page) => page.items) ?? []));
  return (
    <>
      <Switch>
        <Match when={query.isError && rows().length === 0}>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />
        </Match>
        <Match when={true}>
          <DataTable
            caption={t("organizations.customers.title")}
            columns={customerColumns({
              format: format(),
              former: props.former,
              ofAll: me().organization.type === "CATERPILLAR",
              acts: can("relations.end"),
              onStep: (step, customer) => setAsked({ step, customer }),
            })}
            rows={rows()}
            rowId={({ id, dealerId }) => `${dealerId}${id}`}
            loading={query.isPending}
            initialSort={{ id: "name", desc: false }}
            empty={
              <Switch>
                <Match when={props.wanted}>
                  <EmptyState icon={<Building />} title={t("organizations.customers.noMatch")} />
                </Match>
                <Match when={props.former}>
                  <EmptyState icon={<Building />} title={t("organizations.customers.noFormer")} />
                </Match>
                <Match when={true}>
                  <EmptyState
                    icon={<Building />}
                    title={t("organizations.customers.none")}
                    hint={t("organizations.customers.noneHint")}
                    action={<div class="flex flex-wrap justify-center gap-2">{props.actions}</div>}
                  />
                </Match>
              </Switch>
            }
          />
          <LoadMore query={query} />
        </Match>
      </Switch>
      <CustomerDialogs wanted={asked()} onClose={() => setAsked(null)} />
    </>
  );
}

/** Whom the dealer serves, whom it has asked, and whom it served; for HQ all dealers' customers. */
export function CustomersPage() {
  const [params, setParams] = useSearchParams<{ tab?: string; q?: string }>();
  const { me, can } = useSession();
  const [making, setMaking] = createSignal(false);
  const [asking, setAsking] = createSignal(false);
  const tabs = () => TABS.filter((name) => name !== "requests" || can("relations.requests"));
  const tab = (): TabName => tabs().find((name) => name === params.tab) ?? "now";
  const setTab = (name: string) =>
    setParams({ tab: name === "now" ? undefined : name }, { replace: true, scroll: false });
  const ask = () => (
    <Show when={can("relations.request")}>
      <Button onClick={() => setAsking(true)}>
        <Handshake aria-hidden="true" />
        {t("organizations.customers.ask")}
      </Button>
    </Show>
  );
  const actions = () => (
    <>
      {ask()}
      <Show when={can("customers.create") && me().organization.type === "DEALER"}>
        <Button variant="primary" onClick={() => setMaking(true)}>
          <Plus aria-hidden="true" />
          {t("organizations.customers.add")}
        </Button>
      </Show>
    </>
  );
  return (
    <>
      <PageHeader
        title={t("organizations.customers.title")}
        description={t(
          me().organization.type === "CATERPILLAR" ? "organizations.customers.hqHint" : "organizations.customers.hint",
        )}
        actions={actions()}
      />
      <Show when={tab() !== "requests"}>
        <SearchField
          class="mb-4 max-w-xl"
          label={t("organizations.search")}
          placeholder={t("organizations.search")}
          value={params.q ?? ""}
          onSearch={(q) => setParams({ q: q || undefined }, { replace: true, scroll: false })}
        />
      </Show>
      <Tabs
        label={t("organizations.customers.title")}
        value={tab()}
        onChange={setTab}
        tabs={tabs().map((name) => ({
          value: name,
          label: t(`organizations.customers.tab.${name}`),
          content: () => (
            <Card flush>
              <Show
                when={name === "requests"}
                fallback={<CustomerList former={name === "former"} wanted={params.q ?? ""} actions={actions()} />}
              >
                <RequestList ask={ask()} />
              </Show>
            </Card>
          ),
        }))}
      />
      <CreateCustomerDialog open={making()} onClose={() => setMaking(false)} />
      <RequestDialog
        open={asking()}
        onClose={() => setAsking(false)}
        onSent={() => {
          setAsking(false);
          setTab("requests");
        }}
      />
    </>
  );
}
