import { A, useSearchParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import CircleCheck from "lucide-solid/icons/circle-check";
import { createMemo } from "solid-js";
import { RISK_KINDS } from "../../../server/domain/rates/at-risk.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Badge } from "~/ui/badge.tsx";
import { Card } from "~/ui/card.tsx";
import { type Column, DataTable } from "~/ui/data-table.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { moneyText } from "./money.ts";
import { atRiskQuery, type RiskItem, type RiskKind } from "./rentals.queries.ts";
import { riskTones, RiskTiles } from "./risk-tiles.tsx";

/** Machines out that do not earn as they should, with what is at stake; each row leads to its rental. */
export function AtRiskPage() {
  const [search, setSearch] = useSearchParams<{ kind?: string }>();
  const format = useFormat();
  const query = useQuery(() => atRiskQuery());
  const kind = (): RiskKind | "ALL" => RISK_KINDS.find((each) => each === search.kind) ?? "ALL";
  const columns = createMemo((): Column<RiskItem>[] => [
    {
      id: "machine",
      header: t("rentals.column.machine"),
      sortValue: (item) => item.humanId.padStart(12),
      cell: (item) => (
        <>
          {item.humanId}
          <span class="block text-sm font-normal text-muted">{`${item.make} ${item.model}`}</span>
        </>
      ),
    },
    {
      id: "kind",
      header: t("rentals.risk.why"),
      card: "badge",
      sortValue: (item) => item.kind,
      cell: (item) => <Badge tone={riskTones[item.kind]}>{t(`rentals.risk.kind.${item.kind}`)}</Badge>,
    },
    {
      id: "site",
      header: t("rentals.column.site"),
      sortValue: (item) => item.siteName,
      cell: (item) => item.siteName ?? "–",
    },
    {
      id: "customer",
      header: t("rentals.column.customer"),
      sortValue: (item) => item.customerName,
      cell: (item) => item.customerName ?? "–",
    },
    {
      id: "due",
      header: t("rentals.column.due"),
      sortValue: (item) => item.dueAt,
      cell: (item) => format().dateTime(item.dueAt, item.siteTimeZone ?? undefined),
    },
    {
      id: "days",
      header: t("rentals.risk.days"),
      align: "end",
      sortValue: (item) => item.days,
      cell: (item) => format().number(item.days),
    },
    {
      id: "amount",
      header: t("rentals.risk.amount"),
      align: "end",
      sortValue: (item) => item.amountMinor ?? -1,
      cell: (item) =>
        item.amountMinor === null || item.currency === null
          ? t("rentals.risk.noRate")
          : moneyText(format(), item.amountMinor, item.currency),
    },
  ]);
  return (
    <>
      <PageHeader
        title={t("rentals.risk.title")}
        description={t("rentals.risk.hint")}
        eyebrow={
          <A href="/rentals" class="inline-flex items-center gap-1 hover:underline coarse:min-h-12">
            <ChevronLeft class="size-4" aria-hidden="true" />
            {t("rentals.title")}
          </A>
        }
      />
      <Loaded query={query}>
        {(data) => (
          <div class="flex flex-col gap-4">
            <RiskTiles totals={data().totals} />
            <div class="overflow-x-auto">
              <SegmentedControl<RiskKind | "ALL">
                label={t("rentals.risk.why")}
                value={kind()}
                onChange={(next) => setSearch({ kind: next === "ALL" ? null : next }, { replace: true })}
                options={[
                  { value: "ALL", label: t("rentals.risk.all") },
                  ...RISK_KINDS.map((value) => ({ value, label: t(`rentals.risk.kind.${value}`) })),
                ]}
              />
            </div>
            <Card flush>
              <DataTable
                caption={t("rentals.risk.title")}
                columns={columns()}
                rows={data().items.filter((item) => kind() === "ALL" || item.kind === kind())}
                rowId={(item) => item.rentalId}
                rowHref={(item) => `/rentals/${item.rentalId}`}
                initialSort={{ id: "amount", desc: true }}
                empty={
                  <EmptyState icon={<CircleCheck />} title={t("rentals.risk.none")} hint={t("rentals.risk.noneHint")} />
                }
              />
            </Card>
          </div>
        )}
      </Loaded>
    </>
  );
}
