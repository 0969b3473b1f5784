import { createSignal } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { client, trpc } from "~/lib/trpc.ts";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import type { Passkey } from "./settings.queries.ts";

/** Gives a passkey another name. */
export function RenamePasskeyDialog(props: { passkey: Passkey | null; onClose: () => void }) {
  const [name, setName] = createSignal("");
  async function send(operationId: string) {
    await client.credentials.renamePasskey.mutate({ operationId, id: props.passkey!.id, name: name().trim() });
    toast.success(t("settings.passkeys.renamed"));
    props.onClose();
    await trpc.credentials.passkeys.invalidate();
  }
  return (
    <FormDialog
      open={props.passkey !== null}
      onClose={() => props.onClose()}
      title={t("settings.passkeys.renameTitle")}
      submit={t("settings.passkeys.renameAction")}
      onOpen={() => setName(props.passkey?.name ?? "")}
      check={() => name().trim() !== ""}
      onSend={send}
    >
      <TextField
        label={t("settings.passkeys.name")}
        autocomplete="off"
        maxlength={60}
        required
        placeholder={t("settings.passkeys.namePlaceholder")}
        value={name()}
        onInput={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
