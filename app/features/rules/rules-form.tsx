import { createMemo, createSignal, For, Show } from "solid-js";
import type { Rule, RulesChange } from "../../../server/domain/policies/rules.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { toast } from "~/ui/toast.tsx";
import { createKeptForm } from "../tasks/create-kept-form.ts";
import { createOperation } from "../tasks/create-operation.ts";
import { RuleField } from "./rule-field.tsx";
import { RULE_GROUPS } from "./rule-groups.ts";
import { decimalMarkOf, savedByText } from "./rule-words.ts";
import { type Draft, type Entry, entryOf, NO_DRAFT, readDraft, withEntry } from "./rules-draft.ts";
import type { Rules } from "./rules.queries.ts";

/** A dealer's rules to be looked at, and changed by who may; what is not saved yet survives a reload. */
export function RulesForm(props: { rules: Rules }) {
  const format = useFormat();
  const { me, can } = useSession();
  // oxlint-disable-next-line solid/reactivity -- one form is about one dealer
  const kept = createKeptForm<Draft>(`policies.save ${props.rules.dealerId}`, NO_DRAFT);
  const [tried, setTried] = createSignal(false);
  const mayChange = () => can("policies.save") && me().siteIds === null;
  const entries = () => kept.form().entries;
  const dirty = () => Object.keys(entries()).length > 0;
  const read = createMemo(() => readDraft(entries()));
  const stale = () => dirty() && kept.form().base !== props.rules.version && !save.isPending;
  const inForce = (rule: Rule) => entryOf(rule, props.rules.values, decimalMarkOf(format()));
  function change(rule: Rule, entry: Entry) {
    const made = { rule, entry, inForce: inForce(rule), version: props.rules.version };
    kept.edit((before) => withEntry(before, made));
  }
  function drop() {
    kept.edit(() => NO_DRAFT);
    setTried(false);
    void kept.drop();
  }
  const save = createOperation({
    send: (input: { dealerId: string; changes: RulesChange; baseVersion: number }, sent) =>
      client.policies.save.mutate({ ...input, ...sent }).catch((error: unknown) => {
        void trpc.policies.invalidate();
        throw error;
      }),
    onDone: async () => {
      drop();
      toast.success(t("rules.saved"));
      await trpc.policies.invalidate();
    },
  });
  function submit() {
    setTried(true);
    const { changes, faults } = read();
    if (!dirty() || stale() || Object.keys(faults).length > 0) return;
    const { dealerId, version } = props.rules;
    save.mutate({ dealerId, changes, baseVersion: kept.form().base ?? version });
  }
  const problem = () => {
    if (tried() && Object.keys(read().faults).length > 0) return t("rules.problem.some");
    return save.isError && !stale() ? errorSentence(save.error, t) : null;
  };
  return (
    <form
      class="flex flex-col gap-6"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p class="text-sm text-muted">
        <Show when={props.rules.savedAt} fallback={t("rules.never")}>
          {(time) =>
            t("rules.version", {
              version: String(props.rules.version),
              time: format().dateTime(time()),
              who: savedByText(props.rules.savedBy),
            })
          }
        </Show>
      </p>
      <Show when={!mayChange()}>
        <p class="font-semibold">{t("rules.readOnly")}</p>
      </Show>
      <Show when={kept.resumed() && dirty() && !stale()}>
        <p role="status" class="text-sm font-medium">
          {t("rules.resumed")}
        </p>
      </Show>
      <For each={RULE_GROUPS}>
        {(group) => (
          <Card title={t(`rules.group.${group.id}`)}>
            <div class="-my-4 divide-y divide-line">
              <For each={group.rules}>
                {(rule) => (
                  <RuleField
                    rule={rule}
                    rules={props.rules}
                    entry={entries()[rule] ?? inForce(rule)}
                    changed={rule in entries()}
                    readOnly={!mayChange() || !kept.ready()}
                    faults={read().faults}
                    onChange={(entry) => change(rule, entry)}
                  />
                )}
              </For>
            </div>
          </Card>
        )}
      </For>
      <Show when={mayChange()}>
        <Show when={stale()}>
          <div role="alert" class="flex flex-wrap items-center gap-3 font-medium">
            <p class="min-w-48 flex-1">{t("rules.stale", { version: String(props.rules.version) })}</p>
            <Button onClick={() => kept.set({ base: props.rules.version })}>{t("rules.keep")}</Button>
          </div>
        </Show>
        <div class="flex flex-wrap items-center justify-end gap-3">
          <p role="alert" class="min-w-48 flex-1 text-sm font-medium text-red">
            {problem()}
          </p>
          <Button disabled={!dirty() || save.isPending} onClick={drop}>
            {t("rules.discard")}
          </Button>
          <Button type="submit" variant="primary" disabled={!dirty() || stale()} busy={save.isPending}>
            {t("rules.save")}
          </Button>
        </div>
      </Show>
    </form>
  );
}
