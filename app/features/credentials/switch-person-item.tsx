import ArrowLeftRight from "lucide-solid/icons/arrow-left-right";
import { createSignal, onMount, Show } from "solid-js";
import { listPeople } from "~/lib/badge-vault/store.ts";
import { t } from "~/lib/i18n.ts";
import { MenuItem } from "~/ui/menu.tsx";

/** On a phone that people share by their badges: hands it to the next one. */
export function SwitchPersonItem(props: { onSelect: () => void }) {
  const [isShared, setShared] = createSignal(false);
  onMount(() => void listPeople().then((people) => setShared(people.length > 0)));
  return (
    <Show when={isShared()}>
      <MenuItem icon={<ArrowLeftRight aria-hidden="true" />} onSelect={props.onSelect}>
        {t("shell.user.switchPerson")}
      </MenuItem>
    </Show>
  );
}
