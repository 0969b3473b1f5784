import Check from "lucide-solid/icons/check";
import Minus from "lucide-solid/icons/minus";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";

/** Whether a role may: a sign for the eye, and the word for those who listen. */
export function PermissionMark(props: { may: boolean }) {
  return (
    <Show
      when={props.may}
      fallback={
        <>
          <Minus class="inline size-5 text-faint" aria-hidden="true" />
          <span class="sr-only">{t("permissions.mayNot")}</span>
        </>
      }
    >
      <Check class="inline size-5 text-green" stroke-width={3} aria-hidden="true" />
      <span class="sr-only">{t("permissions.may")}</span>
    </Show>
  );
}
