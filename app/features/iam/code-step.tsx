import ArrowLeft from "lucide-solid/icons/arrow-left";
import { createSignal, onCleanup, onMount } from "solid-js";
import { t, type MessageKey } from "~/lib/i18n.ts";
import { Button } from "~/ui/button.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { authFailureMessage } from "./auth-failure.ts";

const resendAfterS = 30;
const codeLength = 6;

/** The second step: the code from the e-mail. It signs in by itself once six digits are there, typed, pasted or filled. */
export function CodeStep(props: {
  email: string;
  onSignedIn: () => void;
  onBack: () => void;
  /** Sends another code; by default as the first step does. It throws where that fails. */
  resend?: () => Promise<unknown>;
}) {
  const [code, setCode] = createSignal("");
  const [error, setError] = createSignal<MessageKey | null>(null);
  const [resent, setResent] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [waitS, setWaitS] = createSignal(resendAfterS);
  const clock = setInterval(() => setWaitS((seconds) => Math.max(0, seconds - 1)), 1000);
  onCleanup(() => clearInterval(clock));
  let field!: HTMLInputElement;
  onMount(() => field.focus());

  async function signIn() {
    if (busy()) return;
    if (code().length !== codeLength) {
      setError("auth.code.incomplete");
      return;
    }
    setBusy(true);
    try {
      const { authClient } = await import("~/lib/auth.ts");
      const result = await authClient.signIn.emailOtp({ email: props.email, otp: code() });
      if (!result.error) {
        props.onSignedIn();
        return;
      }
      setError(authFailureMessage(result.error));
    } catch {
      setError(authFailureMessage(null));
    }
    setBusy(false);
    field.select();
  }

  async function resend() {
    setWaitS(resendAfterS);
    setError(null);
    try {
      if (props.resend) await props.resend();
      else {
        const { authClient } = await import("~/lib/auth.ts");
        const result = await authClient.emailOtp.sendVerificationOtp({ email: props.email, type: "sign-in" });
        if (result.error) return setError(authFailureMessage(result.error));
      }
      setResent(true);
      setCode("");
    } catch {
      setError(authFailureMessage(null));
    }
    field.focus();
  }

  function enter(event: InputEvent & { currentTarget: HTMLInputElement }) {
    const digits = event.currentTarget.value.replace(/\D/g, "").slice(0, codeLength);
    event.currentTarget.value = digits;
    setCode(digits);
    setError(null);
    if (digits.length === codeLength) void signIn();
  }

  return (
    <div class="flex flex-col gap-6">
      <div>
        <h1 tabindex="-1" class="text-3xl font-bold tracking-tight">
          {t("auth.code.title")}
        </h1>
        <p class="mt-1 break-words text-muted">{t("auth.code.sentTo", { email: props.email })}</p>
      </div>
      <form
        class="flex flex-col gap-4"
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          void signIn();
        }}
      >
        <TextField
          ref={(element) => (field = element)}
          name="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          pattern="[0-9]*"
          label={t("auth.code.label")}
          error={error() ? t(error()!) : null}
          value={code()}
          onInput={enter}
          inputClass="min-h-16 text-center font-mono text-2xl font-bold tracking-[0.5em]"
        />
        <Button type="submit" variant="primary" size="lg" busy={busy()}>
          {t("auth.code.submit")}
        </Button>
      </form>
      <p role="status" class="-my-2 text-sm text-green empty:hidden">
        {resent() ? t("auth.code.resent") : null}
      </p>
      <div class="flex flex-wrap gap-2">
        <Button variant="ghost" onClick={() => props.onBack()}>
          <ArrowLeft aria-hidden="true" />
          {t("auth.code.otherEmail")}
        </Button>
        <Button variant="ghost" disabled={waitS() > 0} onClick={() => void resend()}>
          {waitS() > 0 ? t("auth.code.resendIn", { seconds: waitS() }) : t("auth.code.resend")}
        </Button>
      </div>
    </div>
  );
}
