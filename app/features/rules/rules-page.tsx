import { useSearchParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import Store from "lucide-solid/icons/store";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { Select } from "~/ui/select.tsx";
import { RulesForm } from "./rules-form.tsx";
import { RulesHistory } from "./rules-history.tsx";
import { ruledDealersQuery, rulesQuery } from "./rules.queries.ts";

function RulesOf(props: { dealerId: string | undefined }) {
  const rules = useQuery(() => rulesQuery(props.dealerId));
  return (
    <Loaded query={rules}>
      {(data) => (
        <Show when={data().dealerId} keyed>
          {(dealerId) => (
            <>
              <RulesForm rules={data()} />
              <RulesHistory dealerId={dealerId} />
            </>
          )}
        </Show>
      )}
    </Loaded>
  );
}

/** Headquarters looks at one dealer's rules after another's. */
function RulesOfDealers() {
  const [search, setSearch] = useSearchParams<{ dealer?: string }>();
  const dealers = useQuery(() => ruledDealersQuery());
  return (
    <Loaded query={dealers}>
      {(data) => (
        <Show
          when={data().items.find(({ id }) => id === search.dealer) ?? data().items[0]}
          fallback={
            <Card>
              <EmptyState icon={<Store />} title={t("rules.noDealer.title")} hint={t("rules.noDealer.hint")} />
            </Card>
          }
        >
          {(dealer) => (
            <>
              <Select
                class="max-w-sm"
                label={t("rules.dealer")}
                value={dealer().id}
                onChange={(id) => setSearch({ dealer: id }, { replace: true })}
                options={data().items.map(({ id, name }) => ({ value: id, label: name }))}
              />
              <RulesOf dealerId={dealer().id} />
            </>
          )}
        </Show>
      )}
    </Loaded>
  );
}

/** How machines are booked, handed over and taken back at a dealer. */
export function RulesPage() {
  const { me } = useSession();
  return (
    <div class="max-w-3xl">
      <PageHeader title={t("rules.title")} description={t("rules.hint")} />
      <div class="flex flex-col gap-6">
        <Show when={me().organization.type === "CATERPILLAR"} fallback={<RulesOf dealerId={undefined} />}>
          <RulesOfDealers />
        </Show>
      </div>
    </div>
  );
}
