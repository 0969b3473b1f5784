import ImageUp from "lucide-solid/icons/image-up";
import LoaderCircle from "lucide-solid/icons/loader-circle";
import { createSignal, onCleanup, onMount, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { createWedge } from "~/lib/scanner/wedge.ts";
import { listenForWedge } from "~/lib/scanner/wedge-listener.ts";
import { Button, buttonStyle } from "~/ui/button.tsx";
import { cn } from "~/ui/cn.ts";
import { controlStyle, Field, fieldAttributes } from "~/ui/field.tsx";

interface TypedNumberProps {
  /** Resolves to a sentence when the text led nowhere, else to null. */
  onText: (text: string) => Promise<string | null>;
  onPhoto: (photo: File) => Promise<void>;
  /** What the button says, where it opens nothing. */
  submitLabel?: string;
  /** While a sheet is open its keys are its own. */
  active: boolean;
}

const fieldId = "scan-typed-number";

/** Outlives the screen: what was typed while the page was still loading, or before another page was looked at, is there again. */
const [text, setText] = createSignal("");

/** For worn labels, hand scanners and broken cameras: the number by keyboard, or a photograph of the label. */
export function TypedNumber(props: TypedNumberProps) {
  let input: HTMLInputElement | undefined;
  const [error, setError] = createSignal<string | null>(null);
  const [reading, setReading] = createSignal(false);

  const follow = async (texts: readonly string[]) => {
    let problem: string | null = null;
    // The readings of one scan: where a later one leads somewhere, the first was only another keyboard's.
    for (const each of texts) {
      problem = await props.onText(each);
      if (problem === null) break;
    }
    setError(problem);
    return problem === null;
  };
  onMount(() =>
    onCleanup(
      listenForWedge({
        active: () => props.active,
        onScan: (texts) => void follow(texts).then((led) => led || setText(texts.at(-1) ?? "")),
        // With nothing chosen a number belongs into this field.
        onTyped(typed) {
          setText(typed.trim());
          input?.focus();
        },
      }),
    ),
  );
  const submit = async (event?: SubmitEvent) => {
    event?.preventDefault();
    if (await follow([text()])) setText("");
    else input?.select();
  };
  // A scanner that ends with Tab would only leave the field.
  const inField = createWedge();
  const onFieldKey = (event: KeyboardEvent) => {
    if (inField.press(event).kind !== "scanned" || event.key !== "Tab") return;
    event.preventDefault();
    void submit();
  };
  const choose = async (file: HTMLInputElement) => {
    const [photo] = file.files ?? [];
    // The same file may be chosen again.
    file.value = "";
    if (!photo) return;
    setReading(true);
    await props.onPhoto(photo).finally(() => setReading(false));
  };

  return (
    <form class="flex flex-col gap-3" onSubmit={(event) => void submit(event)}>
      <Field id={fieldId} label={t("scan.typed.label")} hint={t("scan.typed.hint")} error={error()}>
        <div class="flex gap-2">
          <input
            ref={(element) => (input = element)}
            {...fieldAttributes(fieldId, { label: "", hint: t("scan.typed.hint"), error: error() })}
            type="text"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            enterkeyhint="go"
            placeholder="EQX1004"
            value={text()}
            onKeyDown={onFieldKey}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setError(null);
            }}
            class={cn(controlStyle, "h-14 w-0 flex-1 text-lg font-semibold")}
          />
          <Button type="submit" size="lg" class="h-14">
            {props.submitLabel ?? t("scan.typed.submit")}
          </Button>
        </div>
      </Field>
      <label
        class={cn(
          buttonStyle({ variant: "ghost", size: "lg" }),
          "relative border-line focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-focus",
        )}
      >
        <Show when={reading()} fallback={<ImageUp aria-hidden="true" />}>
          <LoaderCircle class="animate-spin" aria-hidden="true" />
        </Show>
        {t(reading() ? "scan.photo.reading" : "scan.photo.choose")}
        <input
          type="file"
          accept="image/*"
          disabled={reading()}
          class="absolute inset-0 cursor-pointer opacity-0"
          onChange={(event) => void choose(event.currentTarget)}
        />
      </label>
    </form>
  );
}
