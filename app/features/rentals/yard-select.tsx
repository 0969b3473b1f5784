import { useQuery } from "@tanstack/solid-query";
import { createMemo, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { Select } from "~/ui/select.tsx";
import { yardsQuery } from "./rentals.queries.ts";

/**
 * Which of a dealer's yards a machine is in. A dealer with one yard is not asked; without a connection the server asks, if it has to.
 */
export function createYardChoice(dealerId: () => string, wanted: () => boolean) {
  const query = useQuery(() => yardsQuery(wanted()));
  const yards = createMemo(() =>
    query.isPending ? [] : (query.data?.items ?? []).filter((site) => site.dealerId === dealerId()),
  );
  return { yards, needed: () => yards().length > 1 };
}

export function YardSelect(props: {
  choice: ReturnType<typeof createYardChoice>;
  value: string | null;
  onChange: (id: string) => void;
}) {
  return (
    <Show when={props.choice.needed()}>
      <Select
        label={t("rentals.collect.yard")}
        placeholder={t("rentals.collect.chooseYard")}
        value={props.value}
        onChange={props.onChange}
        options={props.choice.yards().map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Show>
  );
}
