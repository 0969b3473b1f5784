import "./labels.css";
import { keepPreviousData, useQuery } from "@tanstack/solid-query";
import Printer from "lucide-solid/icons/printer";
import Tags from "lucide-solid/icons/tags";
import { createMemo, createSignal, For, Match, Show, Switch } from "solid-js";
import { EQUIPMENT_STATUSES, type EquipmentStatus } from "../../../server/domain/assets/schema.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { cn } from "~/ui/cn.ts";
import { EmptyState } from "~/ui/empty-state.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { Select } from "~/ui/select.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { WriteTag } from "../scan/write-tag.tsx";
import { type Label, labelsQuery, MOST_LABELS, sitesQuery } from "./labels.queries.ts";
import { wantedNumbers } from "./wanted-numbers.ts";

type Columns = "2" | "3";

/** As an image, so that nothing inside it can ever run. */
const source = (svg: string) => `data:image/svg+xml,${encodeURIComponent(svg)}`;

function LabelCard(props: {
  label: Label;
  columns: Columns;
  included: boolean;
  onInclude: (included: boolean) => void;
}) {
  return (
    <li
      data-excluded={props.included ? undefined : ""}
      class={cn(
        "relative flex flex-col items-center rounded-md border border-line bg-[#fff] p-3 text-center text-[#000]",
        !props.included && "opacity-40",
      )}
    >
      <img
        src={source(props.label.svg)}
        alt={t("labels.alt", { machine: props.label.humanId })}
        class={cn("aspect-square w-full [image-rendering:pixelated]", props.columns === "2" ? "max-w-64" : "max-w-46")}
      />
      <p class={cn("font-bold tracking-tight", props.columns === "2" ? "text-3xl" : "text-2xl")}>
        {props.label.humanId}
      </p>
      <p class="text-sm break-words">{`${props.label.make} ${props.label.model}`}</p>
      <div data-screen-only="" class="contents">
        <WriteTag humanId={props.label.humanId} url={() => props.label.url} class="mt-2" />
      </div>
      <label data-screen-only="" class="absolute end-0 top-0 grid size-12 cursor-pointer place-items-center">
        <span class="sr-only">{t("labels.include", { machine: props.label.humanId })}</span>
        <input
          type="checkbox"
          class="size-6 accent-[#1a1408]"
          checked={props.included}
          onChange={(event) => props.onInclude(event.currentTarget.checked)}
        />
      </label>
    </li>
  );
}

/** Signed labels of machines, ready for the printer. */
export function LabelsPage() {
  const format = useFormat();
  const [siteId, setSiteId] = createSignal<string | null>(null);
  const [status, setStatus] = createSignal<EquipmentStatus | null>(null);
  const [typed, setTyped] = createSignal("");
  const [columns, setColumns] = createSignal<Columns>("3");
  const [left, setLeft] = createSignal<ReadonlySet<string>>(new Set());
  const wanted = createMemo(() => wantedNumbers(typed(), MOST_LABELS));
  const sites = useQuery(() => sitesQuery());
  const labels = useQuery(() => ({
    ...labelsQuery({
      siteId: siteId() ?? undefined,
      status: status() ?? undefined,
      humanIds: wanted().humanIds.length > 0 ? wanted().humanIds : undefined,
    }),
    placeholderData: keepPreviousData,
  }));
  const items = () => (labels.isPending ? [] : (labels.data?.items ?? []));
  const chosen = () => items().filter(({ humanId }) => !left().has(humanId));
  const include = (humanId: string, included: boolean) =>
    setLeft((before) => {
      const next = new Set(before);
      if (included) next.delete(humanId);
      else next.add(humanId);
      return next;
    });
  const count = (): string => t("labels.count", chosen().length, format().number(chosen().length));

  return (
    <>
      <PageHeader
        title={t("labels.title")}
        description={t("labels.hint")}
        actions={
          <Button variant="primary" disabled={chosen().length === 0} onClick={() => window.print()}>
            <Printer aria-hidden="true" />
            {t("labels.print")}
          </Button>
        }
      />
      <div data-screen-only="" class="mb-6">
        <Card>
          <div class="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-3">
            <Select
              label={t("labels.site")}
              value={siteId() ?? "ALL"}
              onChange={(next) => setSiteId(next === "ALL" ? null : next)}
              options={[
                { value: "ALL", label: t("labels.allSites") },
                ...(sites.isPending ? [] : (sites.data?.items ?? [])).map(({ id, name }) => ({
                  value: id,
                  label: name,
                })),
              ]}
            />
            <Select<EquipmentStatus | "ALL">
              label={t("labels.status")}
              value={status() ?? "ALL"}
              onChange={(next) => setStatus(next === "ALL" ? null : next)}
              options={[
                { value: "ALL", label: t("labels.allStatuses") },
                ...EQUIPMENT_STATUSES.map((value) => ({ value, label: t(`common.status.${value}`) })),
              ]}
            />
            <TextField
              label={t("labels.numbers")}
              optional
              autocomplete="off"
              placeholder="1004, 1010-1015"
              error={
                wanted().unknown.length > 0 ? t("labels.numbersUnknown", { text: wanted().unknown.join(", ") }) : null
              }
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </div>
          <div class="mt-4 flex flex-wrap items-center gap-4">
            <SegmentedControl<Columns>
              label={t("labels.size")}
              value={columns()}
              onChange={setColumns}
              options={[
                { value: "3", label: t("labels.small") },
                { value: "2", label: t("labels.large") },
              ]}
            />
            <p role="status" class="text-sm text-muted">
              {count()}
              <Show
                when={items().length === MOST_LABELS}
              >{` ${t("labels.capped", { most: String(MOST_LABELS) })}`}</Show>
            </p>
          </div>
        </Card>
      </div>
      <Switch>
        <Match when={labels.isPending}>
          <SkeletonRows rows={6} />
        </Match>
        <Match when={labels.isError && items().length === 0}>
          <ErrorState error={labels.error} busy={labels.isFetching} onRetry={() => void labels.refetch()} />
        </Match>
        <Match when={items().length === 0}>
          <EmptyState icon={<Tags />} title={t("labels.empty")} hint={t("labels.emptyHint")} />
        </Match>
        <Match when={true}>
          <ul
            aria-label={t("labels.title")}
            aria-busy={labels.isPlaceholderData}
            data-columns={columns()}
            class={cn(
              "label-sheet grid gap-3",
              columns() === "3"
                ? "grid-cols-2 sm:grid-cols-3 print:grid-cols-3"
                : "grid-cols-1 sm:grid-cols-2 print:grid-cols-2",
            )}
          >
            <For each={items()}>
              {(label) => (
                <LabelCard
                  label={label}
                  columns={columns()}
                  included={!left().has(label.humanId)}
                  onInclude={(included) => include(label.humanId, included)}
                />
              )}
            </For>
          </ul>
        </Match>
      </Switch>
    </>
  );
}
