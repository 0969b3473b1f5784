import { useSearchParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import { createEffect, createSignal, on, Show } from "solid-js";
import { EQUIPMENT_TYPES, type EquipmentType } from "../../../server/domain/assets/schema.ts";
import type { Checkpoint } from "../../../server/domain/inspections/check-list.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { Select } from "~/ui/select.tsx";
import { toast } from "~/ui/toast.tsx";
import { createOperation } from "../tasks/create-operation.ts";
import { CheckListEditor } from "./check-list-editor.tsx";
import { type CheckList, checkLists } from "./inspections.queries.ts";

function ListOfType(props: { list: CheckList }) {
  const { can } = useSession();
  const [items, setItems] = createSignal<Checkpoint[]>([]);
  createEffect(
    on(
      () => `${props.list.type} ${props.list.version}`,
      () => setItems(props.list.items),
    ),
  );
  const changed = () => JSON.stringify(items()) !== JSON.stringify(props.list.items);
  const save = createOperation({
    send: (input: { type: EquipmentType; items: Checkpoint[]; baseVersion: number }, sent) =>
      client.inspections.saveCheckList.mutate({ ...input, ...sent }),
    onDone: async (saved) => {
      toast.success(t("inspections.lists.saved", { version: String(saved.version) }));
      await trpc.inspections.invalidate();
    },
  });
  const mayWrite = () => can("inspections.saveCheckList");
  return (
    <Card
      flush
      title={
        props.list.version === 0
          ? t("inspections.lists.builtIn")
          : t("inspections.lists.version", { version: String(props.list.version) })
      }
    >
      <CheckListEditor items={items()} onChange={setItems} readOnly={!mayWrite()} />
      <div class="flex flex-wrap items-center justify-end gap-3 border-t border-line p-4">
        <Show when={mayWrite()} fallback={<p class="flex-1 text-sm text-muted">{t("inspections.lists.onlyAdmin")}</p>}>
          <Show when={save.isError}>
            <p role="alert" class="flex-1 text-sm font-medium text-red">
              {errorSentence(save.error, t)}
            </p>
          </Show>
          <Button disabled={!changed()} onClick={() => setItems(props.list.items)}>
            {t("inspections.lists.reset")}
          </Button>
          <Button
            variant="primary"
            disabled={!changed() || items().length === 0}
            busy={save.isPending}
            onClick={() => save.mutate({ type: props.list.type, items: items(), baseVersion: props.list.version })}
          >
            {t("inspections.lists.save", { version: String(props.list.version + 1) })}
          </Button>
        </Show>
      </div>
    </Card>
  );
}

/** A dealer's check lists by machine type. */
export function CheckListsPage() {
  const [search, setSearch] = useSearchParams<{ type?: string }>();
  const lists = useQuery(() => checkLists());
  const type = (): EquipmentType => EQUIPMENT_TYPES.find((word) => word === search.type) ?? EQUIPMENT_TYPES[0];
  return (
    <>
      <PageHeader title={t("inspections.lists.title")} description={t("inspections.lists.hint")} />
      <div class="flex max-w-3xl flex-col gap-4">
        <Select
          class="max-w-sm"
          label={t("inspections.lists.type")}
          options={EQUIPMENT_TYPES.map((value) => ({ value, label: t(`assets.type.${value}`) }))}
          value={type()}
          onChange={(value) => setSearch({ type: value }, { replace: true })}
        />
        <Loaded query={lists}>
          {(data) => (
            <Show when={data().items.find((list) => list.type === type())}>
              {(list) => <ListOfType list={list()} />}
            </Show>
          )}
        </Loaded>
      </div>
    </>
  );
}
