import Plus from "lucide-solid/icons/plus";
import Trash from "lucide-solid/icons/trash";
import { createSignal, For, Show } from "solid-js";
import { EQUIPMENT_TYPES, type EquipmentType } from "../../../server/domain/assets/schema.ts";
import { ALERT_LIMITS, type AlertLimit } from "../../../server/domain/policies/bounds.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { Select } from "~/ui/select.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { scaleOf, UNIT_OF } from "./rule-groups.ts";
import { decimalMarkOf, faultText } from "./rule-words.ts";
import { type Faults, typeField, type TypeTexts } from "./rules-draft.ts";

interface TypeLimitsProps {
  texts: TypeTexts;
  /** What holds for everybody: an own limit begins with it. */
  usual: Record<AlertLimit, number>;
  readOnly: boolean;
  faults: Faults;
  onChange: (texts: TypeTexts) => void;
}

/** Limits of alerts for single types, in place of everybody's. */
export function TypeLimits(props: TypeLimitsProps) {
  const format = useFormat();
  const [type, setType] = createSignal<EquipmentType | null>(null);
  const [limit, setLimit] = createSignal<AlertLimit | null>(null);
  const shown = () =>
    EQUIPMENT_TYPES.flatMap((each) =>
      ALERT_LIMITS.filter((name) => props.texts[each]?.[name] !== undefined).map((name) => `${each} ${name}` as const),
    );
  const left = () => ALERT_LIMITS.filter((name) => props.texts[type()!]?.[name] === undefined);
  const set = (each: EquipmentType, name: AlertLimit, text: string) =>
    props.onChange({ ...props.texts, [each]: { ...props.texts[each], [name]: text } });
  function remove(each: EquipmentType, name: AlertLimit) {
    const { [name]: _, ...limits } = props.texts[each] ?? {};
    const { [each]: __, ...others } = props.texts;
    props.onChange(Object.keys(limits).length > 0 ? { ...others, [each]: limits } : others);
  }
  function add() {
    const [each, name] = [type(), limit()];
    if (!each || !name) return;
    const usual = Number((props.usual[name] * scaleOf(name)).toFixed(2));
    set(each, name, String(usual).replace(".", decimalMarkOf(format())));
    setLimit(null);
  }
  return (
    <div class="flex w-full flex-col gap-3">
      <Show when={shown().length > 0}>
        <ul class="flex flex-col gap-3">
          <For each={shown()}>
            {(key) => {
              const [each, name] = key.split(" ") as [EquipmentType, AlertLimit];
              const label = t("rules.types.limit", {
                type: t(`assets.type.${each}`),
                rule: t(`rules.rule.${name}.name`),
              });
              const fault = () => props.faults[typeField("typeLimits", each, name)];
              return (
                <li class="flex items-end gap-3">
                  <TextField
                    class="min-w-0 flex-1 sm:max-w-md"
                    label={label}
                    inputmode="decimal"
                    autocomplete="off"
                    maxlength={9}
                    suffix={t(`rules.unit.${UNIT_OF[name]!}`)}
                    value={props.texts[each]?.[name] ?? ""}
                    readonly={props.readOnly}
                    error={fault() ? faultText(fault()!, format()) : null}
                    onInput={(event) => set(each, name, event.currentTarget.value)}
                  />
                  <Show when={!props.readOnly}>
                    <IconButton label={t("rules.types.remove", { type: label })} onClick={() => remove(each, name)}>
                      <Trash aria-hidden="true" />
                    </IconButton>
                  </Show>
                </li>
              );
            }}
          </For>
        </ul>
      </Show>
      <Show when={!props.readOnly}>
        <div class="flex flex-wrap items-end gap-3">
          <Select<EquipmentType>
            class="min-w-44 flex-1 sm:max-w-xs"
            label={t("rules.types.limitType")}
            placeholder="–"
            value={type()}
            onChange={(next) => {
              setType(next);
              setLimit(null);
            }}
            options={EQUIPMENT_TYPES.map((value) => ({ value, label: t(`assets.type.${value}`) }))}
          />
          <Select<AlertLimit>
            class="min-w-44 flex-1 sm:max-w-xs"
            label={t("rules.types.limitRule")}
            placeholder="–"
            value={limit()}
            onChange={setLimit}
            options={left().map((value) => ({ value, label: t(`rules.rule.${value}.name`) }))}
          />
          <Button disabled={type() === null || limit() === null} onClick={add}>
            <Plus aria-hidden="true" />
            {t("rules.types.addLimit")}
          </Button>
        </div>
      </Show>
    </div>
  );
}
