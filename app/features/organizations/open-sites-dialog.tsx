import { createSignal, Show } from "solid-js";
import { SiteChoice } from "~/features/members/site-choice.tsx";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { toast } from "~/ui/toast.tsx";
import { type OurDealer, refreshOrganizations } from "./organizations.queries.ts";

/** Opens more of the customer's sites to one of its dealers. */
export function OpenSitesDialog(props: { open: boolean; dealer: OurDealer | null; onClose: () => void }) {
  const format = useFormat();
  const [chosen, setChosen] = createSignal<readonly string[]>([]);
  const [checked, setChecked] = createSignal(false);
  async function send(operationId: string) {
    const { siteIds } = await client.relations.openSites.mutate({
      operationId,
      dealerId: props.dealer!.dealerId,
      siteIds: [...chosen()],
    });
    toast.success(t("organizations.ours.opened", siteIds.length, format().number(siteIds.length)));
    props.onClose();
    await refreshOrganizations();
  }
  return (
    <FormDialog
      open={props.open}
      onClose={props.onClose}
      title={t("organizations.ours.openTitle", { name: props.dealer?.name ?? "" })}
      hint={t("organizations.ours.openHint")}
      submit={t("organizations.ours.open")}
      onOpen={() => {
        setChosen([]);
        setChecked(false);
      }}
      check={() => {
        setChecked(true);
        return chosen().length > 0;
      }}
      onSend={send}
    >
      <SiteChoice chosen={chosen()} onChange={setChosen} except={props.dealer?.siteIds ?? []} />
      <Show when={checked() && chosen().length === 0}>
        <p role="alert" class="text-sm font-medium text-red">
          {t("members.place.chooseSome")}
        </p>
      </Show>
    </FormDialog>
  );
}
