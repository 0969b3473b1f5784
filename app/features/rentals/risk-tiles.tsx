import { For } from "solid-js";
import { RISK_KINDS } from "../../../server/domain/rates/at-risk.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { StatTile } from "~/ui/stat-tile.tsx";
import type { Tone } from "~/ui/tone.ts";
import { moneyText } from "./money.ts";
import type { RiskKind, RiskTotal } from "./rentals.queries.ts";

export const riskTones: Record<RiskKind, Tone> = { NOT_COLLECTED: "amber", OVERDUE: "red", IDLE: "violet" };

/** What is at risk, by reason; each tile leads to its machines. */
export function RiskTiles(props: { totals: readonly RiskTotal[] }) {
  const format = useFormat();
  const of = (kind: RiskKind) => props.totals.filter((total) => total.kind === kind);
  // Sums of different currencies stand beside each other.
  const amount = (kind: RiskKind) =>
    of(kind)
      .flatMap((total) =>
        total.currency !== null && total.count > total.unpriced
          ? [moneyText(format(), total.amountMinor, total.currency)]
          : [],
      )
      .join(" + ") || "–";
  const count = (kind: RiskKind) => of(kind).reduce((sum, total) => sum + total.count, 0);
  return (
    <div class="grid gap-3 sm:grid-cols-3">
      <For each={RISK_KINDS}>
        {(kind) => (
          <StatTile
            label={t(`rentals.risk.kind.${kind}`)}
            value={amount(kind)}
            note={t("rentals.risk.machines", count(kind), format().number(count(kind)))}
            emphasis={count(kind) > 0 ? (kind === "OVERDUE" ? "alert" : "accent") : "none"}
            href={`/rentals/at-risk?kind=${kind}`}
          />
        )}
      </For>
    </div>
  );
}
