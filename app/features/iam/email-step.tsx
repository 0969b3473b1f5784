import { createSignal, onMount } from "solid-js";
import { t, type MessageKey } from "~/lib/i18n.ts";
import { Button } from "~/ui/button.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { authFailureMessage } from "./auth-failure.ts";
import { offerPasskeyAutofill } from "./passkey-sign-in.ts";

interface EmailStepProps {
  email: string;
  onEmail: (email: string) => void;
  onSent: (email: string) => void;
  onSignedIn: () => void;
}

/** The first step: an address for a code. The browser offers passkeys inside the field, where it can. */
export function EmailStep(props: EmailStepProps) {
  const [error, setError] = createSignal<MessageKey | null>(null);
  const [busy, setBusy] = createSignal(false);
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
    setBusy(true);
    try {
      const { authClient } = await import("~/lib/auth.ts");
      const result = await authClient.emailOtp.sendVerificationOtp({ email, type: "sign-in" });
      if (result.error) setError(authFailureMessage(result.error));
      else props.onSent(email);
    } catch {
      setError(authFailureMessage(null));
    } finally {
      setBusy(false);
    }
  }

  return (
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
      <Button type="submit" variant="primary" size="lg" busy={busy()}>
        {t("auth.email.submit")}
      </Button>
    </form>
  );
}
