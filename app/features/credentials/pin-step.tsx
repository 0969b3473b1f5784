import ArrowLeft from "lucide-solid/icons/arrow-left";
import { createSignal, onMount, Show } from "solid-js";
import { numberHint, parseBadge } from "../../../server/domain/credentials/badge.ts";
import { PIN_MAX_DIGITS, PIN_MIN_DIGITS } from "../../../server/domain/credentials/pin.ts";
import type { KeptPerson } from "~/lib/badge-vault/store.ts";
import { t } from "~/lib/i18n.ts";
import { Avatar } from "~/ui/avatar.tsx";
import { Button } from "~/ui/button.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { refusalMessage } from "./badge-api.ts";
import { enterAsKnown, enterWithBadge, type Entry } from "./enter-by-badge.ts";

/** The PIN of somebody whom the phone knows, or of the badge at hand. */
export function PinStep(props: {
  person: KeptPerson | null;
  badge: string | null;
  onBack: () => void;
  onSignedIn: () => void;
}) {
  const [pin, setPin] = createSignal("");
  const [error, setError] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);
  let field!: HTMLInputElement;
  onMount(() => field.focus());
  const title = () => {
    const code = props.badge === null ? null : parseBadge(props.badge);
    if (props.person) return props.person.name;
    return code?.kind === "number"
      ? t("auth.badge.badgeNumber", { hint: numberHint(code.number) })
      : t("auth.badge.badgeRead");
  };

  function sentence(entry: Exclude<Entry, { kind: "in" | "in-offline" }>): string {
    if (entry.kind === "refused") return t(refusalMessage(entry.code));
    if (entry.kind === "offline")
      return t(entry.why === "first-time" ? "auth.badge.offlineFirst" : "auth.badge.offlineTooLong");
    return entry.left === 0 ? t("auth.badge.wiped") : t("auth.badge.wrongLeft", entry.left);
  }

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    if (busy()) return;
    if (pin().length < PIN_MIN_DIGITS) {
      setError(t("auth.badge.pinShort"));
      return;
    }
    setBusy(true);
    const { person, badge } = props;
    const entry = await (person ? enterAsKnown(person, pin()) : enterWithBadge(badge ?? "", pin())).catch(
      (): Entry => ({ kind: "offline", why: "first-time" }),
    );
    if (entry.kind === "in" || entry.kind === "in-offline") {
      props.onSignedIn();
      return;
    }
    setError(sentence(entry));
    setBusy(false);
    setPin("");
    field.focus();
  }

  return (
    <form class="flex flex-col gap-6" novalidate onSubmit={(event) => void submit(event)}>
      <div class="flex items-center gap-3">
        <Show when={props.person}>{(person) => <Avatar name={person().name} class="size-12" />}</Show>
        <h2 class="min-w-0 text-xl font-bold break-words">{title()}</h2>
      </div>
      <TextField
        ref={(element) => (field = element)}
        type="password"
        name="badge-pin"
        inputmode="numeric"
        pattern="[0-9]*"
        autocomplete="off"
        maxlength={PIN_MAX_DIGITS}
        label={t("auth.badge.pin")}
        error={error()}
        value={pin()}
        onInput={(event) => {
          setPin(event.currentTarget.value.replaceAll(/\D/g, ""));
          setError(null);
        }}
        inputClass="min-h-16 text-center font-mono text-2xl font-bold tracking-[0.4em]"
      />
      <Button type="submit" variant="primary" size="lg" busy={busy()}>
        {t("auth.badge.submit")}
      </Button>
      <Button variant="ghost" class="self-start" onClick={() => props.onBack()}>
        <ArrowLeft aria-hidden="true" />
        {t("auth.badge.otherPerson")}
      </Button>
    </form>
  );
}
