import { useQuery } from "@tanstack/solid-query";
import Users from "lucide-solid/icons/users";
import { createMemo, createSignal, Show } from "solid-js";
import { type StepCall, StepDialog } from "~/features/rentals/step-dialog.tsx";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { type Column, DataTable } from "~/ui/data-table.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { Select } from "~/ui/select.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { type Terms, termsQuery } from "./rates.queries.ts";
import { readCount } from "./read-count.ts";

const MOST_GRACE = 1440;
const MOST_DAYS = 90;
type Night = "policy" | "yes" | "no";

const nightWord = (value: boolean | null): Night => (value === null ? "policy" : value ? "yes" : "no");
const nightText = (night: Night) => t(night === "policy" ? "rates.terms.asPolicy" : `rates.terms.${night}`);

function TermsDialog(props: { terms: Terms; open: boolean; onClose: () => void }) {
  const written = (value: number | null) => (value === null ? "" : String(value));
  // oxlint-disable solid/reactivity -- where the fields start
  const [grace, setGrace] = createSignal(written(props.terms.graceMinutes));
  const [auto, setAuto] = createSignal(written(props.terms.autoExtendDays));
  const [night, setNight] = createSignal<Night>(nightWord(props.terms.nightDropOff));
  // oxlint-enable solid/reactivity
  const minutes = () => readCount(grace(), MOST_GRACE);
  const days = () => readCount(auto(), MOST_DAYS);
  async function carryOut({ operationId, occurredAt }: StepCall): Promise<string> {
    await client.rates.setTerms.mutate({
      operationId,
      occurredAt,
      customerId: props.terms.customerId,
      graceMinutes: minutes() ?? null,
      autoExtendDays: days() ?? null,
      nightDropOff: night() === "policy" ? null : night() === "yes",
    });
    await trpc.rates.invalidate();
    return t("rates.terms.done");
  }
  return (
    <StepDialog
      open={props.open}
      onClose={props.onClose}
      title={t("rates.terms.title", { customer: props.terms.customerName ?? t("common.state.unknown") })}
      description={t("rates.terms.hint")}
      action={t("common.action.save")}
      reason={null}
      ready={minutes() !== undefined && days() !== undefined}
      onSubmit={carryOut}
    >
      <TextField
        label={t("rates.terms.grace")}
        optional
        inputmode="numeric"
        value={grace()}
        error={minutes() === undefined ? t("rates.terms.noNumber", { most: String(MOST_GRACE) }) : null}
        onInput={(event) => setGrace(event.currentTarget.value)}
      />
      <TextField
        label={t("rates.terms.auto")}
        optional
        inputmode="numeric"
        value={auto()}
        error={days() === undefined ? t("rates.terms.noNumber", { most: String(MOST_DAYS) }) : null}
        onInput={(event) => setAuto(event.currentTarget.value)}
      />
      <Select<Night>
        label={t("rates.terms.night")}
        value={night()}
        onChange={setNight}
        options={(["policy", "yes", "no"] as const).map((value) => ({ value, label: nightText(value) }))}
      />
    </StepDialog>
  );
}

/** What each customer gets beside the dealer's policy. */
export function TermsPanel() {
  const format = useFormat();
  const { can } = useSession();
  const query = useQuery(() => termsQuery());
  const [editing, setEditing] = createSignal<Terms | null>(null);
  const [open, setOpen] = createSignal(false);
  const orPolicy = (value: number | null) => (value === null ? t("rates.terms.asPolicy") : format().number(value));
  const columns = createMemo((): Column<Terms>[] => [
    {
      id: "customer",
      header: t("rates.column.customer"),
      sortValue: (terms) => terms.customerName,
      cell: (terms) => terms.customerName ?? t("common.state.unknown"),
    },
    { id: "grace", header: t("rates.terms.grace"), align: "end", cell: (terms) => orPolicy(terms.graceMinutes) },
    { id: "auto", header: t("rates.terms.auto"), align: "end", cell: (terms) => orPolicy(terms.autoExtendDays) },
    { id: "night", header: t("rates.terms.night"), cell: (terms) => nightText(nightWord(terms.nightDropOff)) },
    ...(can("rates.setTerms")
      ? [
          {
            id: "edit",
            header: t("rates.terms.edit"),
            cell: (terms: Terms) => (
              <Button
                size="sm"
                onClick={() => {
                  setEditing(terms);
                  setOpen(true);
                }}
              >
                {t("rates.terms.edit")}
              </Button>
            ),
          },
        ]
      : []),
  ]);
  return (
    <>
      <p class="mb-3 text-sm text-muted">{t("rates.terms.hint")}</p>
      <Card flush>
        <Loaded query={query}>
          {(data) => (
            <DataTable
              caption={t("rates.tab.terms")}
              columns={columns()}
              rows={data().items}
              rowId={(terms) => terms.customerId}
              initialSort={{ id: "customer", desc: false }}
              empty={<EmptyState icon={<Users />} title={t("rates.terms.none")} />}
            />
          )}
        </Loaded>
      </Card>
      <Show when={editing()} keyed>
        {(terms) => <TermsDialog terms={terms} open={open()} onClose={() => setOpen(false)} />}
      </Show>
    </>
  );
}
