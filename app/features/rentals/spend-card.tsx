import { A } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import { For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { DefinitionList } from "~/ui/definition-list.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { moneyText } from "./money.ts";
import { spendQuery } from "./rentals.queries.ts";

/** What everything on rent comes to, and whose billing cycle turns next, for a customer's overview. */
export function SpendCard() {
  const format = useFormat();
  const query = useQuery(() => spendQuery());
  return (
    <Card title={t("rentals.spend.title")}>
      <Loaded query={query}>
        {(data) => (
          <Show when={data().totals.length > 0} fallback={<p class="text-sm text-muted">{t("rentals.spend.none")}</p>}>
            <div class="flex flex-col gap-4">
              <For each={data().totals}>
                {(total) => (
                  <DefinitionList
                    columns={3}
                    items={[
                      { term: t("rentals.cost.soFar"), value: moneyText(format(), total.soFarMinor, total.currency) },
                      { term: t("rentals.spend.cycle"), value: moneyText(format(), total.cycleMinor, total.currency) },
                      {
                        term: t("rentals.cost.projected"),
                        value: moneyText(format(), total.projectedMinor, total.currency),
                      },
                    ]}
                  />
                )}
              </For>
              <Show when={data().unpriced > 0}>
                <p class="text-sm text-muted">{t("rentals.spend.unpriced", data().unpriced)}</p>
              </Show>
              <Show when={data().turning.length > 0}>
                <div>
                  <h3 class="mb-1 text-sm font-semibold">{t("rentals.spend.turning")}</h3>
                  <ul class="divide-y divide-line text-sm">
                    <For each={data().turning}>
                      {(rental) => (
                        <li class="flex flex-wrap items-center justify-between gap-x-3 py-1">
                          <A
                            href={`/rentals/${rental.rentalId}`}
                            class="font-medium underline-offset-2 hover:underline coarse:inline-flex coarse:min-h-12 coarse:items-center"
                          >
                            {`${rental.humanId} · ${rental.siteName ?? t("common.state.unknown")}`}
                          </A>
                          <span class="text-muted">
                            {`${t("rentals.cost.daysLeft", rental.daysLeft)} · ${moneyText(format(), rental.cycleMinor, rental.currency)}`}
                          </span>
                        </li>
                      )}
                    </For>
                  </ul>
                </div>
              </Show>
            </div>
          </Show>
        )}
      </Loaded>
    </Card>
  );
}
