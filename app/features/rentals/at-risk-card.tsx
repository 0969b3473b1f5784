import { A } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import { t } from "~/lib/i18n.ts";
import { Card } from "~/ui/card.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { atRiskQuery } from "./rentals.queries.ts";
import { RiskTiles } from "./risk-tiles.tsx";

/** Revenue at risk, for a dealer's overview. */
export function AtRiskCard() {
  const query = useQuery(() => atRiskQuery());
  return (
    <Card
      title={t("rentals.risk.title")}
      actions={
        <A
          href="/rentals/at-risk"
          class="text-sm font-semibold underline-offset-2 hover:underline coarse:inline-flex coarse:min-h-12 coarse:items-center"
        >
          {t("home.due.all")}
        </A>
      }
    >
      <Loaded query={query}>{(data) => <RiskTiles totals={data().totals} />}</Loaded>
    </Card>
  );
}
