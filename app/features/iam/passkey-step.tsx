import KeyRound from "lucide-solid/icons/key-round";
import { createSignal, Show } from "solid-js";
import { t, type MessageKey } from "~/lib/i18n.ts";
import { Button } from "~/ui/button.tsx";
import { canUsePasskeys, signInWithPasskey } from "./passkey-sign-in.ts";

/** Signing in with a passkey, without an address: the device knows whose it is. */
export function PasskeyStep(props: { onSignedIn: () => void }) {
  const [error, setError] = createSignal<MessageKey | null>(null);
  const [busy, setBusy] = createSignal(false);

  async function use() {
    setError(null);
    setBusy(true);
    const outcome = await signInWithPasskey();
    setBusy(false);
    if (outcome === "signed-in") props.onSignedIn();
    if (outcome === "failed") setError("auth.passkey.failed");
  }

  return (
    <Show when={canUsePasskeys()} fallback={<p class="text-muted">{t("auth.passkey.unsupported")}</p>}>
      <div class="flex flex-col gap-4">
        <Button variant="primary" size="lg" busy={busy()} onClick={() => void use()}>
          <KeyRound aria-hidden="true" />
          {t("auth.passkey.submit")}
        </Button>
        <p role="alert" class="text-sm font-medium text-red empty:hidden">
          {error() ? t(error()!) : null}
        </p>
        <p class="text-sm text-muted">{t("auth.passkey.hint")}</p>
      </div>
    </Show>
  );
}
