import KeyRound from "lucide-solid/icons/key-round";
import { createSignal, onMount, Show } from "solid-js";
import { t, type MessageKey } from "~/lib/i18n.ts";
import { Button } from "~/ui/button.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { authFailureMessage } from "./auth-failure.ts";
import { canUsePasskeys, offerPasskeyAutofill, signInWithPasskey } from "./passkey-sign-in.ts";

interface EmailStepProps {
  email: string;
  onEmail: (email: string) => void;
  onSent: (email: string) => void;
  onSignedIn: () => void;
}

/** The first step: an address for a code, or a passkey (also offered by the browser inside the field). */
export function EmailStep(props: EmailStepProps) {
  const [error, setError] = createSignal<MessageKey | null>(null);
  const [passkeyError, setPasskeyError] = createSignal<MessageKey | null>(null);
  const [busy, setBusy] = createSignal<"code" | "passkey" | null>(null);
  onMount(() => void waitForAutofill());

  async function waitForAutofill() {
    if (await offerPasskeyAutofill()) props.onSignedIn();
  }

  async function sendCode(event: SubmitEvent) {
    event.preventDefault();
    const email = props.email.trim().toLowerCase();
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
      setError("auth.email.invalid");
      return;
    }
    setError(null);
    setBusy("code");
    try {
      const { authClient } = await import("~/lib/auth.ts");
      const result = await authClient.emailOtp.sendVerificationOtp({ email, type: "sign-in" });
      if (result.error) setError(authFailureMessage(result.error));
      else props.onSent(email);
    } catch {
      setError(authFailureMessage(null));
    } finally {
      setBusy(null);
    }
  }

  async function usePasskey() {
    setPasskeyError(null);
    setBusy("passkey");
    const outcome = await signInWithPasskey();
    setBusy(null);
    if (outcome === "signed-in") props.onSignedIn();
    if (outcome === "failed") setPasskeyError("auth.passkey.failed");
  }

  return (
    <div class="flex flex-col gap-6">
      <h1 tabindex="-1" class="text-3xl font-bold tracking-tight">
        {t("auth.title")}
      </h1>
      <form class="flex flex-col gap-4" novalidate onSubmit={(event) => void sendCode(event)}>
        <TextField
          type="email"
          name="email"
          inputmode="email"
          autocomplete="username webauthn"
          autocapitalize="none"
          spellcheck={false}
          label={t("auth.email.label")}
          hint={t("auth.email.hint")}
          error={error() ? t(error()!) : null}
          value={props.email}
          onInput={(event) => {
            props.onEmail(event.currentTarget.value);
            setError(null);
          }}
          inputClass="min-h-12"
        />
        <Button type="submit" variant="primary" size="lg" busy={busy() === "code"}>
          {t("auth.email.submit")}
        </Button>
      </form>
      <Show when={canUsePasskeys()}>
        <div class="flex items-center gap-4 text-sm text-muted" aria-hidden="true">
          <span class="h-px flex-1 bg-line" />
          {t("auth.passkey.or")}
          <span class="h-px flex-1 bg-line" />
        </div>
        <Button size="lg" busy={busy() === "passkey"} onClick={() => void usePasskey()}>
          <KeyRound aria-hidden="true" />
          {t("auth.passkey.submit")}
        </Button>
        <p role="alert" class="-mt-4 text-sm font-medium text-red empty:hidden">
          {passkeyError() ? t(passkeyError()!) : null}
        </p>
      </Show>
    </div>
  );
}
