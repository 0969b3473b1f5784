import { Match, Show, Switch } from "solid-js";
import type { Rule } from "../../../server/domain/policies/rules.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Badge } from "~/ui/badge.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { UNIT_OF } from "./rule-groups.ts";
import { faultText, valueText } from "./rule-words.ts";
import type { Entry, Faults, TypeTexts } from "./rules-draft.ts";
import type { Rules } from "./rules.queries.ts";
import { TypeLimits } from "./type-limits.tsx";
import { TypeTimes } from "./type-times.tsx";

interface RuleFieldProps {
  rule: Rule;
  rules: Rules;
  entry: Entry;
  changed: boolean;
  readOnly: boolean;
  faults: Faults;
  onChange: (entry: Entry) => void;
}

/** One rule: what it does, its default, and the field that sets it. */
export function RuleField(props: RuleFieldProps) {
  const format = useFormat();
  const name = () => t(`rules.rule.${props.rule}.name`);
  const fault = () => props.faults[props.rule];
  const unit = () => {
    const word = UNIT_OF[props.rule];
    return word ? t(`rules.unit.${word}`) : "";
  };
  return (
    <div class="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 py-4" data-rule={props.rule}>
      <div class="min-w-[min(14rem,100%)] flex-1">
        <p class="flex flex-wrap items-center gap-2 font-semibold">
          {name()}
          <Show when={props.changed}>
            <Badge tone="amber">{t("rules.changed")}</Badge>
          </Show>
        </p>
        <p class="max-w-prose text-sm text-muted">{t(`rules.rule.${props.rule}.hint`)}</p>
        <p class="text-sm text-muted">
          {t("rules.default", { value: valueText(props.rule, props.rules.defaults[props.rule], format()) })}
        </p>
      </div>
      <Switch>
        <Match when={props.rule === "typeBuffers"}>
          <TypeTimes
            texts={props.entry as TypeTexts}
            readOnly={props.readOnly}
            faults={props.faults}
            onChange={props.onChange}
          />
        </Match>
        <Match when={props.rule === "typeLimits"}>
          <TypeLimits
            texts={props.entry as TypeTexts}
            usual={props.rules.values}
            readOnly={props.readOnly}
            faults={props.faults}
            onChange={props.onChange}
          />
        </Match>
        <Match when={typeof props.entry === "boolean" && props.readOnly}>
          <p class="font-semibold">{t(props.entry ? "rules.on" : "rules.off")}</p>
        </Match>
        <Match when={typeof props.entry === "boolean"}>
          <SegmentedControl<"on" | "off">
            label={name()}
            value={props.entry ? "on" : "off"}
            onChange={(next) => props.onChange(next === "on")}
            options={[
              { value: "on", label: t("rules.on") },
              { value: "off", label: t("rules.off") },
            ]}
          />
        </Match>
        <Match when={typeof props.entry === "string"}>
          <TextField
            class="w-full sm:w-44"
            label={name()}
            labelHidden
            inputmode="decimal"
            autocomplete="off"
            maxlength={9}
            suffix={unit()}
            value={props.entry as string}
            readonly={props.readOnly}
            error={fault() ? faultText(fault()!, format()) : null}
            onInput={(event) => props.onChange(event.currentTarget.value)}
          />
        </Match>
      </Switch>
    </div>
  );
}
