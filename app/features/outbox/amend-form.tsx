import { createResource, createSignal, createUniqueId, For, Show } from "solid-js";
import { localInstant, localText } from "../../../server/domain/rentals/zone-time.ts";
import type { Part } from "../../../server/domain/maintenance/words.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import type { OutboxEntry } from "~/lib/outbox/entry.ts";
import { failureOf } from "~/lib/outbox/failure.ts";
import { loadOutbox } from "~/lib/outbox/load.ts";
import type { Fate } from "~/lib/outbox/outbox.ts";
import { machineOfLane } from "~/lib/outbox/queue-state.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { parseParts } from "../maintenance/parts-text.ts";
import { figureText, parseFigure } from "../scan/hours-text.ts";
import { machineAsKept, useKnownSites } from "../scan/scan.queries.ts";
import { inFuelUnit, litresOf } from "../tasks/fuel-unit.ts";
import { AmendField } from "./amend-field.tsx";
import { AmendFiles } from "./amend-files.tsx";
import { AmendItems } from "./amend-items.tsx";
import { amended, type Field, fieldsOf, shownAt, valueAt, withoutFiles } from "./entry-fields.ts";
import { itemsOf } from "./entry-items.ts";
import { labelOf, partsText } from "./field-words.ts";
import { useEntryZone } from "./use-entry-zone.ts";

/** Codes of the gate, which an administrator of the dealer may pass with a reason. */
const GATE = new Set(["site.outside_geofence", "site.position_required"]);
const MAY_OVERRIDE = new Set(["DEALER_ADMIN", "CAT_ADMIN"]);
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The entry's fields, answers and files, to be corrected: what is sent then is another operation in its place. */
export function AmendForm(props: { entry: OutboxEntry; onDone: (fate: Fate) => void; onCancel: () => void }) {
  const { me } = useSession();
  const format = useFormat();
  const form = createUniqueId();
  const units = () => me().organization.units;
  const decimalMark = format().number(0.5, 1).replaceAll(/\d/g, "") || ".";
  // oxlint-disable-next-line solid/reactivity -- the form is about the entry that it was opened with
  const { entry } = props;
  const code = entry.refusal?.code ?? "";
  const fields = fieldsOf(entry.input, GATE.has(code) && MAY_OVERRIDE.has(me().role));
  const destinations = machineAsKept(machineOfLane(entry.lane) ?? "")?.destinations ?? [];
  const known = useKnownSites();
  const sites = () => (destinations.length > 0 && !("toSiteId" in entry.input) ? destinations : known());
  const entryZone = useEntryZone(() => entry);
  const firstSite = shownAt(entry.input, "siteId") ?? "";
  // What stands in the fields is by the clock that they were opened with.
  const firstZone = sites().find(({ siteId }) => siteId === firstSite)?.timeZone ?? entryZone();
  const shown = ({ path, kind }: Field): string => {
    const value = valueAt(entry.input, path);
    if (kind === "parts") return partsText(value as Part[]);
    if (kind === "flag") return String(value === true);
    const text = shownAt(entry.input, path);
    if (text === null) return "";
    if (kind === "hours") return figureText(Number(text), decimalMark);
    if (kind === "litres") return figureText(inFuelUnit(Number(text), units()), decimalMark);
    return kind === "instant" ? localText(new Date(text), firstZone) : String(text);
  };
  const opened: Readonly<Record<string, string>> = Object.fromEntries(
    fields.map((field) => [field.path, shown(field)]),
  );
  const [texts, setTexts] = createSignal(opened);
  const [items, setItems] = createSignal(itemsOf(entry.input));
  const [gone, setGone] = createSignal<readonly string[]>([]);
  const [files] = createResource(async () => (await loadOutbox()).filesOf(entry.id).catch(() => []));
  const kept = () => (files.latest ?? []).filter(({ id }) => !gone().includes(id));
  const [checked, setChecked] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<unknown>(null);
  const zone = () => {
    const site = texts()["siteId"] ?? firstSite;
    return site === firstSite ? firstZone : (sites().find(({ siteId }) => siteId === site)?.timeZone ?? firstZone);
  };
  const textOf = ({ path }: Field) => texts()[path] ?? "";
  const change = ({ path }: Field, text: string) => setTexts((before) => ({ ...before, [path]: text }));

  /** What a field is worth; undefined where it can not be used. */
  const worth = (field: Field): unknown => {
    const text = textOf(field).trim();
    if (text === opened[field.path]?.trim())
      return valueAt(entry.input, field.path) ?? (field.required ? undefined : null);
    if (field.kind === "parts") return parseParts(text);
    if (text === "") return field.required ? undefined : null;
    if (field.kind === "hours") return parseFigure(text) ?? undefined;
    if (field.kind === "litres") return litresOf(text, units());
    if (field.kind === "flag") return text === "true";
    if (field.kind === "day") return DAY.test(text) ? text : undefined;
    return field.kind === "instant" ? (localInstant(text, zone())?.toISOString() ?? undefined) : text;
  };
  const problem = ({ kind }: Field) =>
    t(
      kind === "site"
        ? "scan.problem.site"
        : kind === "instant"
          ? "scan.problem.due"
          : kind === "day"
            ? "usage.log.problem.date"
            : kind === "litres"
              ? "scan.problem.fuel"
              : kind === "hours"
                ? "scan.problem.meter"
                : "scan.problem.reason",
    );
  const wrong = (field: Field): string | null => {
    if (checked() && worth(field) === undefined) return problem(field);
    // What the server said about this field stands beside it until it is changed.
    const said = failureOf(entry);
    return said?.data.fields?.[field.path] && textOf(field) === opened[field.path] ? errorSentence(said, t) : null;
  };
  /** The whole input as it is now. */
  const changed = () => {
    const next = amended(entry.input, new Map(fields.map((field) => [field.path, worth(field)])));
    return withoutFiles(items().length > 0 ? { ...next, items: items() } : next, gone());
  };

  async function send() {
    setChecked(true);
    if (busy() || fields.some((field) => worth(field) === undefined)) return;
    setBusy(true);
    setFailure(null);
    try {
      const { amend } = await loadOutbox();
      props.onDone(await amend(entry, changed(), gone().length > 0 ? kept() : null));
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Card title={t("outbox.entry.change")}>
      <form
        id={form}
        novalidate
        class="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p class="text-sm text-muted">{t("outbox.entry.changeHint")}</p>
        <Show when={items().length > 0}>
          <AmendItems entry={entry} items={items()} onChange={setItems} />
        </Show>
        <For each={fields}>
          {(field) => (
            <AmendField
              field={field}
              label={labelOf(field, entry.input)}
              text={textOf(field)}
              error={wrong(field)}
              zone={zone()}
              sites={sites()}
              onChange={(text) => change(field, text)}
            />
          )}
        </For>
        <AmendFiles files={kept()} onRemove={(id) => setGone((before) => [...before, id])} />
        <Show when={failure()}>
          {(error) => (
            <p role="alert" class="text-sm font-medium text-red">
              {errorSentence(error(), t)}
            </p>
          )}
        </Show>
        <div class="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={() => props.onCancel()}>{t("common.action.cancel")}</Button>
          <Button type="submit" variant="primary" busy={busy()}>
            {t("outbox.entry.send")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
