import { useSearchParams } from "@solidjs/router";
import { useInfiniteQuery } from "@tanstack/solid-query";
import Ban from "lucide-solid/icons/ban";
import CircleCheck from "lucide-solid/icons/circle-check";
import EllipsisVertical from "lucide-solid/icons/ellipsis-vertical";
import MailPlus from "lucide-solid/icons/mail-plus";
import Plus from "lucide-solid/icons/plus";
import Store from "lucide-solid/icons/store";
import { createSignal, Match, Show, Switch } from "solid-js";
import { SearchField } from "~/features/assets/search-field.tsx";
import { rowMenuStyle } from "~/features/members/member-menu.tsx";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { type Column, DataTable } from "~/ui/data-table.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { Menu, MenuItem, MenuSeparator } from "~/ui/menu.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { CreateDealerDialog } from "./create-dealer-dialog.tsx";
import { OrganizationState } from "./organization-state.tsx";
import { DealerDialogs, type DealerStep, type WantedOfDealer } from "./dealer-dialogs.tsx";
import { type Dealer, dealersQuery } from "./organizations.queries.ts";

function DealerMenu(props: { dealer: Dealer; onStep: (step: DealerStep) => void }) {
  return (
    <Menu
      label={t("organizations.dealers.menu", { name: props.dealer.name })}
      triggerClass={rowMenuStyle}
      trigger={<EllipsisVertical aria-hidden="true" />}
    >
      <Show
        when={props.dealer.active}
        fallback={
          <MenuItem icon={<CircleCheck aria-hidden="true" />} onSelect={() => props.onStep("reactivate")}>
            {t("organizations.reactivate.action")}
          </MenuItem>
        }
      >
        <MenuItem icon={<MailPlus aria-hidden="true" />} onSelect={() => props.onStep("invite")}>
          {t("organizations.dealers.resend")}
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger icon={<Ban aria-hidden="true" />} onSelect={() => props.onStep("deactivate")}>
          {t("organizations.deactivate.action")}
        </MenuItem>
      </Show>
    </Menu>
  );
}

/** All dealers, for headquarters. */
export function DealersPage() {
  const [params, setParams] = useSearchParams<{ q?: string }>();
  const format = useFormat();
  const { can } = useSession();
  const [making, setMaking] = createSignal(false);
  const [wanted, setWanted] = createSignal<WantedOfDealer | null>(null);
  const query = useInfiniteQuery(() => dealersQuery(params.q ?? ""));
  const rows = () => (query.isPending ? [] : (query.data?.pages.flatMap((page) => page.items) ?? []));
  const figure = (id: "customers" | "machines" | "members"): Column<Dealer> => ({
    id,
    header: t(`organizations.dealers.column.${id}`),
    align: "end",
    sortValue: (dealer) => dealer[id],
    cell: (dealer) => format().number(dealer[id]),
  });
  const columns = (): Column<Dealer>[] => [
    {
      id: "name",
      header: t("organizations.dealers.column.name"),
      sortValue: ({ name }) => name.toLocaleLowerCase(),
      cell: (dealer) => <span class="font-semibold break-words">{dealer.name}</span>,
    },
    {
      id: "state",
      header: t("organizations.dealers.column.state"),
      cell: (dealer) => <OrganizationState active={dealer.active} run={dealer.administrators > 0} />,
    },
    figure("customers"),
    figure("machines"),
    figure("members"),
    {
      id: "zone",
      header: t("organizations.dealers.column.zone"),
      cell: ({ timeZone }) => timeZone.replaceAll("_", " "),
    },
    {
      id: "actions",
      header: t("organizations.dealers.column.actions"),
      align: "end",
      card: "badge",
      class: "w-16",
      cell: (dealer) => <DealerMenu dealer={dealer} onStep={(step) => setWanted({ step, dealer })} />,
    },
  ];
  const add = () => (
    <Show when={can("dealers.create")}>
      <Button variant="primary" onClick={() => setMaking(true)}>
        <Plus aria-hidden="true" />
        {t("organizations.dealers.add")}
      </Button>
    </Show>
  );
  return (
    <>
      <PageHeader
        title={t("organizations.dealers.title")}
        description={t("organizations.dealers.hint")}
        actions={add()}
      />
      <SearchField
        class="mb-4 max-w-xl"
        label={t("organizations.search")}
        placeholder={t("organizations.search")}
        value={params.q ?? ""}
        onSearch={(q) => setParams({ q: q || undefined }, { replace: true, scroll: false })}
      />
      <Card flush>
        <Switch>
          <Match when={query.isError && rows().length === 0}>
            <ErrorState error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />
          </Match>
          <Match when={true}>
            <DataTable
              caption={t("organizations.dealers.title")}
              columns={columns()}
              rows={rows()}
              rowId={({ id }) => id}
              loading={query.isPending}
              initialSort={{ id: "name", desc: false }}
              empty={
                <Show when={params.q} fallback={<NoDealers add={add()} />}>
                  <EmptyState icon={<Store />} title={t("organizations.dealers.noMatch")} />
                </Show>
              }
            />
            <LoadMore query={query} />
          </Match>
        </Switch>
      </Card>
      <CreateDealerDialog open={making()} onClose={() => setMaking(false)} />
      <DealerDialogs wanted={wanted()} onClose={() => setWanted(null)} />
    </>
  );
}

function NoDealers(props: { add: ReturnType<typeof Button> }) {
  return (
    <EmptyState
      icon={<Store />}
      title={t("organizations.dealers.none")}
      hint={t("organizations.dealers.noneHint")}
      action={props.add}
    />
  );
}
