import Plus from "lucide-solid/icons/plus";
import Trash from "lucide-solid/icons/trash";
import { createSignal, For, Show } from "solid-js";
import { EQUIPMENT_TYPES, type EquipmentType } from "../../../server/domain/assets/schema.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { Select } from "~/ui/select.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { faultText } from "./rule-words.ts";
import { type Faults, typeField, type TypeTexts } from "./rules-draft.ts";

interface TypeTimesProps {
  texts: TypeTexts;
  readOnly: boolean;
  faults: Faults;
  onChange: (texts: TypeTexts) => void;
}

/** Times before and after a booking for single types, in place of everybody's. */
export function TypeTimes(props: TypeTimesProps) {
  const format = useFormat();
  const [wanted, setWanted] = createSignal<EquipmentType | null>(null);
  const shown = () => EQUIPMENT_TYPES.filter((type) => props.texts[type]);
  const left = () => EQUIPMENT_TYPES.filter((type) => !props.texts[type]);
  const without = (type: EquipmentType) => {
    const { [type]: _, ...others } = props.texts;
    return others;
  };
  const add = () => {
    const type = wanted();
    if (!type) return;
    props.onChange({ ...props.texts, [type]: { beforeH: "0", afterH: "0" } });
    setWanted(null);
  };
  const hours = (type: EquipmentType, side: "beforeH" | "afterH") => {
    const fault = () => props.faults[typeField("typeBuffers", type, side)];
    return (
      <TextField
        class="min-w-36 flex-1"
        label={t(side === "beforeH" ? "rules.types.before" : "rules.types.after", { type: t(`assets.type.${type}`) })}
        inputmode="decimal"
        autocomplete="off"
        maxlength={9}
        suffix={t("rules.unit.hours")}
        value={props.texts[type]?.[side] ?? ""}
        readonly={props.readOnly}
        error={fault() ? faultText(fault()!, format()) : null}
        onInput={(event) =>
          props.onChange({
            ...props.texts,
            [type]: { beforeH: "0", afterH: "0", ...props.texts[type], [side]: event.currentTarget.value },
          })
        }
      />
    );
  };
  return (
    <div class="flex w-full flex-col gap-3">
      <Show when={shown().length > 0}>
        <ul class="flex flex-col gap-3">
          <For each={shown()}>
            {(type) => (
              <li class="flex flex-wrap items-end gap-3">
                {hours(type, "beforeH")}
                {hours(type, "afterH")}
                <Show when={!props.readOnly}>
                  <IconButton
                    label={t("rules.types.remove", { type: t(`assets.type.${type}`) })}
                    onClick={() => props.onChange(without(type))}
                  >
                    <Trash aria-hidden="true" />
                  </IconButton>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={!props.readOnly && left().length > 0}>
        <div class="flex flex-wrap items-end gap-3">
          <Select<EquipmentType>
            class="min-w-44 flex-1 sm:max-w-xs"
            label={t("rules.types.type")}
            placeholder="–"
            value={wanted()}
            onChange={setWanted}
            options={left().map((value) => ({ value, label: t(`assets.type.${value}`) }))}
          />
          <Button disabled={wanted() === null} onClick={add}>
            <Plus aria-hidden="true" />
            {t("rules.types.add")}
          </Button>
        </div>
      </Show>
    </div>
  );
}
