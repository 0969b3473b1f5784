import { useInfiniteQuery } from "@tanstack/solid-query";
import HandCoins from "lucide-solid/icons/hand-coins";
import Plus from "lucide-solid/icons/plus";
import { createMemo, createSignal, Show } from "solid-js";
import { dayInZone } from "~/lib/format.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { moneyText } from "~/features/rentals/money.ts";
import { type StepCall, StepDialog } from "~/features/rentals/step-dialog.tsx";
import { Badge } from "~/ui/badge.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { type Column, DataTable } from "~/ui/data-table.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { Tabs } from "~/ui/tabs.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";
import { type Rate, ratesQuery } from "./rates.queries.ts";
import { TermsPanel } from "./terms-panel.tsx";

const NewRateDialog = lazyPart(
  async () => (await import("./new-rate-dialog.tsx")).NewRateDialog,
  ({ open }) => open,
);

/** What a rate is for, in words. */
const aboutOf = (rate: Rate): string => (rate.type ? t(`assets.type.${rate.type}`) : (rate.humanId ?? "–"));

function RateList(props: { onAdd: () => void }) {
  const format = useFormat();
  const { can, me } = useSession();
  const query = useInfiniteQuery(() => ratesQuery());
  const [leaving, setLeaving] = createSignal<Rate | null>(null);
  const [open, setOpen] = createSignal(false);
  const today = () => dayInZone(new Date(), me().organization.timeZone);
  const amount = (minor: number | null, rate: Rate) =>
    minor === null ? t("rates.notOffered") : moneyText(format(), minor, rate.currency);
  const hours = (value: number | null) => (value === null ? "–" : format().number(value));
  const money = (id: "day" | "week" | "cycle" | "excess", of: (rate: Rate) => number | null): Column<Rate> => ({
    id,
    header: t(`rates.column.${id}`),
    align: "end",
    sortValue: of,
    cell: (rate) => amount(of(rate), rate),
  });
  const columns = createMemo((): Column<Rate>[] => [
    { id: "what", header: t("rates.column.what"), sortValue: aboutOf, cell: aboutOf },
    {
      id: "customer",
      header: t("rates.column.customer"),
      sortValue: (rate) => rate.customerName ?? "",
      cell: (rate) => rate.customerName ?? t("rates.everybody"),
    },
    money("day", (rate) => rate.dayMinor),
    money("week", (rate) => rate.weekMinor),
    money("cycle", (rate) => rate.cycleMinor),
    {
      id: "hours",
      header: t("rates.column.hours"),
      align: "end",
      card: "hidden",
      cell: (rate) =>
        t("rates.hours", {
          day: hours(rate.hoursPerDay),
          week: hours(rate.hoursPerWeek),
          cycle: hours(rate.hoursPerCycle),
        }),
    },
    money("excess", (rate) => rate.excessHourMinor),
    {
      id: "from",
      header: t("rates.column.from"),
      sortValue: (rate) => rate.validFrom,
      class: "whitespace-nowrap",
      cell: (rate) => format().date(`${rate.validFrom}T12:00:00Z`, "UTC"),
    },
    {
      id: "state",
      header: t("rates.column.state"),
      card: "badge",
      cell: (rate) => (
        <Badge tone={rate.inForce ? "green" : rate.validFrom > today() ? "blue" : "grey"}>
          {t(rate.inForce ? "rates.inForce" : rate.validFrom > today() ? "rates.later" : "rates.past")}
        </Badge>
      ),
    },
    ...(can("rates.retire")
      ? [
          {
            id: "withdraw",
            header: t("rates.withdraw.action"),
            cell: (rate: Rate) => (
              <Button
                size="sm"
                onClick={() => {
                  setLeaving(rate);
                  setOpen(true);
                }}
              >
                {t("rates.withdraw.action")}
              </Button>
            ),
          },
        ]
      : []),
  ]);
  async function carryOut({ operationId, occurredAt }: StepCall): Promise<string> {
    await client.rates.retire.mutate({ operationId, occurredAt, id: leaving()!.id });
    await trpc.rates.invalidate();
    return t("rates.withdraw.done");
  }
  return (
    <>
      <Card flush>
        <Loaded query={query}>
          {(data) => (
            <DataTable
              caption={t("rates.title")}
              columns={columns()}
              rows={data().pages.flatMap((page) => page.items)}
              rowId={(rate) => rate.id}
              initialSort={{ id: "what", desc: false }}
              empty={
                <EmptyState
                  icon={<HandCoins />}
                  title={t("rates.empty.title")}
                  hint={t("rates.empty.hint")}
                  action={
                    <Show when={can("rates.setTerms")}>
                      <Button onClick={() => props.onAdd()}>{t("rates.add")}</Button>
                    </Show>
                  }
                />
              }
              footer={<LoadMore query={query} />}
            />
          )}
        </Loaded>
      </Card>
      <StepDialog
        open={open()}
        onClose={() => setOpen(false)}
        title={t("rates.withdraw.title")}
        description={t("rates.withdraw.hint")}
        action={t("rates.withdraw.action")}
        danger
        reason={null}
        onSubmit={carryOut}
      >
        <p class="font-semibold">
          {leaving() && `${aboutOf(leaving()!)} · ${amount(leaving()!.dayMinor, leaving()!)}`}
        </p>
      </StepDialog>
    </>
  );
}

/** The dealer's prices, and what single customers are granted. */
export function RatesPage() {
  const { can } = useSession();
  const [adding, setAdding] = createSignal<{ nth: number } | null>(null);
  const [open, setOpen] = createSignal(false);
  const add = () => {
    setAdding((before) => ({ nth: (before?.nth ?? 0) + 1 }));
    setOpen(true);
  };
  return (
    <>
      <PageHeader
        title={t("rates.title")}
        description={t("rates.hint")}
        actions={
          // HQ reads all dealers' lists and leaves the prices to them.
          <Show when={can("rates.setTerms")}>
            <Button variant="primary" onClick={add}>
              <Plus aria-hidden="true" />
              {t("rates.add")}
            </Button>
          </Show>
        }
      />
      <Show when={can("rates.terms")} fallback={<RateList onAdd={add} />}>
        <Tabs
          label={t("rates.title")}
          tabs={[
            { value: "rates", label: t("rates.tab.rates"), content: () => <RateList onAdd={add} /> },
            { value: "terms", label: t("rates.tab.terms"), content: () => <TermsPanel /> },
          ]}
        />
      </Show>
      <Show when={adding()} keyed>
        <NewRateDialog open={open()} onClose={() => setOpen(false)} />
      </Show>
    </>
  );
}
