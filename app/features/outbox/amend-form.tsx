import { createSignal, createUniqueId, For, Match, Show, Switch } from "solid-js";
import { localInstant, localText } from "../../../server/domain/rentals/zone-time.ts";
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
import { Select } from "~/ui/select.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import { figureText, parseFigure } from "../scan/hours-text.ts";
import { machineAsKept, useKnownSites } from "../scan/scan.queries.ts";
import { amended, type Field, fieldsOf, shownAt } from "./entry-fields.ts";

/** Codes of the gate, which an administrator of the dealer may pass with a reason. */
const GATE = new Set(["site.outside_geofence", "site.position_required"]);
const MAY_OVERRIDE = new Set(["DEALER_ADMIN", "CAT_ADMIN"]);

/** The entry's fields, to be corrected: what is sent then is another operation in its place. */
export function AmendForm(props: { entry: OutboxEntry; onDone: (fate: Fate) => void; onCancel: () => void }) {
  const { me } = useSession();
  const format = useFormat();
  const form = createUniqueId();
  const decimalMark = format().number(0.5, 1).replaceAll(/\d/g, "") || ".";
  // oxlint-disable-next-line solid/reactivity -- the form is about the entry that it was opened with
  const { entry } = props;
  const code = entry.refusal?.code ?? "";
  const fields = fieldsOf(entry.input, GATE.has(code) && MAY_OVERRIDE.has(me().role));
  const destinations = machineAsKept(machineOfLane(entry.lane) ?? "")?.destinations ?? [];
  const known = useKnownSites();
  const sites = () => (destinations.length > 0 ? destinations : known());
  const zoneOf = (siteId: unknown) =>
    sites().find((site) => site.siteId === siteId)?.timeZone ?? me().organization.timeZone;
  const shown = ({ path, kind }: Field): string => {
    const value = shownAt(entry.input, path);
    if (value === null) return "";
    if (kind === "hours" || kind === "litres") return figureText(Number(value), decimalMark);
    return kind === "instant" ? localText(new Date(value), zoneOf(entry.input["siteId"])) : String(value);
  };
  const opened: Readonly<Record<string, string>> = Object.fromEntries(
    fields.map((field) => [field.path, shown(field)]),
  );
  const [texts, setTexts] = createSignal(opened);
  const [checked, setChecked] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<unknown>(null);
  const firstSite = shownAt(entry.input, "siteId") ?? "";
  const firstZone = zoneOf(firstSite);
  // What stands in the fields is by the clock that they were opened with.
  const zone = () => {
    const site = texts()["siteId"] ?? firstSite;
    return site === firstSite ? firstZone : zoneOf(site);
  };
  const textOf = ({ path }: Field) => texts()[path] ?? "";
  const change = ({ path }: Field, text: string) => setTexts((before) => ({ ...before, [path]: text }));

  /** What a field is worth; undefined where it can not be used. */
  const worth = (field: Field): unknown => {
    const text = textOf(field).trim();
    if (text !== "" && text === opened[field.path]) return shownAt(entry.input, field.path);
    if (text === "") return field.required ? undefined : null;
    if (field.kind === "hours" || field.kind === "litres") return parseFigure(text) ?? undefined;
    return field.kind === "instant" ? (localInstant(text, zone())?.toISOString() ?? undefined) : text;
  };
  const wrong = (field: Field): string | null => {
    if (checked() && worth(field) === undefined)
      return t(
        `scan.problem.${field.kind === "site" ? "site" : field.kind === "instant" ? "due" : field.kind === "text" ? "reason" : "meter"}`,
      );
    // What the server said about this field stands beside it until it is changed.
    const said = failureOf(entry);
    return said?.data.fields?.[field.path] && textOf(field) === opened[field.path] ? errorSentence(said, t) : null;
  };

  async function send() {
    setChecked(true);
    if (busy() || fields.some((field) => worth(field) === undefined)) return;
    setBusy(true);
    setFailure(null);
    try {
      const { amend } = await loadOutbox();
      props.onDone(
        await amend(entry, amended(entry.input, new Map(fields.map((field) => [field.path, worth(field)])))),
      );
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
        <For each={fields}>
          {(field) => (
            <Switch>
              <Match when={field.kind === "site"}>
                <Select
                  label={t("outbox.field.site")}
                  placeholder={t("scan.out.choose")}
                  value={textOf(field) || null}
                  error={wrong(field)}
                  options={sites().map(({ siteId, name, customerName }) => ({
                    value: siteId,
                    label: customerName ? `${name} · ${customerName}` : name,
                  }))}
                  onChange={(siteId) => change(field, siteId)}
                />
              </Match>
              <Match when={field.kind === "text" && field.path !== "override.reason"}>
                <TextArea
                  label={t(`outbox.field.${field.label}`)}
                  optional={!field.required}
                  maxlength={2000}
                  value={textOf(field)}
                  error={wrong(field)}
                  onInput={(event) => change(field, event.currentTarget.value)}
                />
              </Match>
              <Match when={true}>
                <TextField
                  label={t(`outbox.field.${field.label}`)}
                  optional={!field.required}
                  type={field.kind === "instant" ? "datetime-local" : "text"}
                  inputmode={field.kind === "hours" || field.kind === "litres" ? "decimal" : undefined}
                  autocomplete="off"
                  maxlength={500}
                  suffix={field.kind === "hours" ? "h" : field.kind === "litres" ? "L" : undefined}
                  hint={field.kind === "instant" ? zone().replaceAll("_", " ") : undefined}
                  value={textOf(field)}
                  error={wrong(field)}
                  onInput={(event) => change(field, event.currentTarget.value)}
                />
              </Match>
            </Switch>
          )}
        </For>
        <Show when={failure()}>
          {(error) => (
            <p role="alert" class="text-sm font-medium text-red">
              {errorSentence(error(), t)}
            </p>
          )}
        </Show>
        <div class="flex flex-wrap justify-end gap-2">
          <Button onClick={() => props.onCancel()}>{t("common.action.cancel")}</Button>
          <Button type="submit" variant="primary" busy={busy()}>
            {t("outbox.entry.send")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
